package io.dtvn.app.cli;

import io.dtvn.app.config.ConfigException;
import io.dtvn.ports.spi.UnknownProviderException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code dtvn}. */
@Command(
    name = "dtvn",
    description = "Distributed Ticket Validation Network: no ticket is admitted twice.",
    subcommands = {
      DemoCommand.class,
      StatusCommand.class,
      ValidatorCommand.class,
      TicketCommand.class,
      StorageCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "COMMAND --help explains each. ./dtvn bench, bench-storage and jmh measure; they are programs"
          + " of their own."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the program and ends the JVM with its exit code. */
  public static void main(String[] args) {
    int code = commandLine().execute(args);
    if (code != Shutdown.HANDED_OVER) {
      System.exit(code);
    }
  }

  /** The whole command line, ready to be executed. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    // "-id node0" is one option, not three flags
    line.setPosixClusteredShortOptionsAllowed(false);
    line.setOverwrittenOptionsAllowed(true); // the last one counts, as in the predecessor
    line.setExecutionExceptionHandler((failure, at, _) -> report(failure, at));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "want a command, found none");
  }

  /** Bad configuration is wrong usage; everything else is a failure, told once with its causes. */
  private static int report(Exception failure, CommandLine at) {
    PrintWriter err = at.getErr();
    err.println(at.getCommandSpec().qualifiedName() + ": " + Causes.of(failure));
    err.flush();
    return failure instanceof ConfigException || failure instanceof UnknownProviderException
        ? 2
        : 1;
  }
}
