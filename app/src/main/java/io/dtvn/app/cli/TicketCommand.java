package io.dtvn.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything about tickets, through a node's HTTP API. */
@Command(
    name = "ticket",
    description = "Issues, checks and admits tickets through a node.",
    subcommands = {
      IssueCommand.class,
      ImportCommand.class,
      TicketActions.Validate.class,
      TicketActions.Consume.class,
      TicketActions.Admit.class,
      TicketActions.Dispute.class,
      ShowCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true)
final class TicketCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "want a command, found none");
  }
}
