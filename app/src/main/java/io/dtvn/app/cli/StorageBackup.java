package io.dtvn.app.cli;

import io.dtvn.application.backup.Backup;
import io.dtvn.application.backup.BackupSummary;
import io.dtvn.application.backup.Work;
import io.dtvn.application.upkeep.StoppedNode;
import io.dtvn.ports.out.KeyValueStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a backup. */
@Command(
    name = "backup",
    description = {
      "Writes everything that a node stores into one file, which any storage type takes back.",
      "An existing file is never overwritten."
    },
    footer = {"", "Example: dtvn storage backup --data-dir data/node0 --to node0.dtvn-backup"},
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
final class StorageBackup implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private StoreOptions store = new StoreOptions();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description =
          "The new file (default: ID-LASTEXECUTED-TIME.dtvn-backup in the current folder).")
  private @Nullable Path to;

  @Override
  public Integer call() {
    StorageReport report = new StorageReport(spec, store.json());
    try (StoppedNode node = store.open();
        KeyValueStore opened = node.openStore();
        Backup backup = Backup.begin(opened, node.origin(), System.currentTimeMillis())) {
      Path file = Optional.ofNullable(to).orElseGet(() -> Path.of(backup.defaultName()));
      long guess = (long) node.storage().bytes();
      BackupSummary summary =
          report.shown("backup", at -> backup.writeTo(file, new Work(at, guess)));
      List<String> lines = new ArrayList<>(List.of("%-14s %s".formatted("file", file)));
      lines.addAll(StorageReport.lines(summary));
      report.print(StorageReport.backup(file.toString(), summary), lines);
    }
    return 0;
  }
}
