package io.dtvn.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything about what a node stores. */
@Command(
    name = "storage",
    description = "Backs up, restores, checks and moves what a node stores.",
    subcommands = {
      StorageBackup.class,
      StorageRestore.class,
      StorageCheck.class,
      StorageCompact.class,
      StorageStats.class,
      StorageMigrate.class,
      ImportPredecessorCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true)
final class StorageCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "want a command, found none");
  }
}
