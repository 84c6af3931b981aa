package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import io.dtvn.application.backup.Backup;
import io.dtvn.application.backup.BackupSummary;
import io.dtvn.application.backup.Work;
import io.dtvn.application.upkeep.StoppedNode;
import io.dtvn.ports.out.KeyValueStore;
import java.io.IOException;
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
      "An existing file is never overwritten. A node that runs writes it itself, into the folder"
          + " backups of its data folder."
    },
    footer = {
      "",
      "Examples: dtvn storage backup --data-dir data/node0 --to node0.dtvn-backup",
      "          dtvn storage backup --url http://127.0.0.1:8080"
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
final class StorageBackup implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private StoreOptions store = new StoreOptions();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description =
          "The new file (default: ID-LASTEXECUTED-TIME.dtvn-backup in the current folder); with"
              + " --url its name only.")
  private @Nullable Path to;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StorageReport report = new StorageReport(spec, store.json());
    Optional<NodeClient> running = store.client();
    return running.isPresent() ? ofRunning(running.get(), report) : ofStopped(report);
  }

  private int ofRunning(NodeClient client, StorageReport report)
      throws IOException, InterruptedException {
    ObjectNode body = StorageReport.object();
    if (to != null) {
      body.put("path", to.toString());
    }
    try (client) {
      ObjectNode result = new RunningStorage(client, report).run("backup", body);
      report.print(
          result,
          List.of(
              "%-14s %s, at the node".formatted("file", result.path("file").asText()),
              "%-14s %d".formatted("last executed", result.path("last_executed").asLong()),
              "%-14s %,d in %s"
                  .formatted(
                      "entries",
                      result.path("entries").asLong(),
                      StorageReport.bytes(result.path("bytes").asDouble()))));
      return 0;
    }
  }

  private int ofStopped(StorageReport report) {
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
