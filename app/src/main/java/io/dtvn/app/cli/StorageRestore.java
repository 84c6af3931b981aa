package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.config.Settings;
import io.dtvn.app.wiring.StoredNodes;
import io.dtvn.application.backup.BackupSummary;
import io.dtvn.application.backup.Work;
import io.dtvn.application.upkeep.Restore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder out of a backup. */
@Command(
    name = "restore",
    description = {
      "Makes the data folder of a node out of a backup, for any storage type. The folder must be"
          + " empty; the whole file is checked before anything is written.",
      "The node must be configured as it was: name, number of validators, keys, checkpoint"
          + " interval.",
      "A validator among several comes back as a learner: it does not know what it voted for after"
          + " the backup."
    },
    footer = {
      "",
      "Example: dtvn storage restore node0.dtvn-backup --data-dir data/node0 --id node0"
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
final class StorageRestore implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private FolderOptions folder = new FolderOptions();

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file = Path.of("");

  @Option(
      names = {"--data-dir", "-data-dir"},
      required = true,
      paramLabel = "FOLDER",
      description = "The new data folder; empty, or not there yet.")
  private Path data = Path.of("");

  @Option(
      names = {"--storage", "-storage"},
      paramLabel = "TYPE",
      description = "Storage plug-in of the new folder (default: the configured one).")
  private @Nullable String storage;

  @Option(
      names = {"--total-nodes", "-total-nodes"},
      paramLabel = "N",
      description = "Validators of the network (default: the configured number).")
  private @Nullable String totalNodes;

  @Option(
      names = "--accept-loss",
      description =
          "For a network of one validator: everything ordered after the backup is forgotten, and"
              + " tickets admitted after it would be admitted again.")
  private boolean acceptLoss;

  @Override
  public Integer call() {
    StorageReport report = new StorageReport(spec, folder.json());
    Settings settings = folder.settings(data, keys());
    Restore restore = StoredNodes.restore(settings, file, acceptLoss);
    BackupSummary summary = report.shown("restore", at -> restore.run(new Work(at, 0)));
    boolean alone = settings.config().consensus().totalNodes() == 1;
    String type = settings.config().storage().type();
    String standing =
        alone
            ? "votes; what was ordered after the backup is forgotten"
            : "learner: reads, takes writes and catches up, but may not vote in this epoch";
    ObjectNode json = StorageReport.backup(file.toString(), summary);
    json.put("data_dir", data.toString())
        .put("restored_to", type)
        .put("standing", alone ? "voter" : "learner");
    List<String> lines = new ArrayList<>(StorageReport.lines(summary));
    lines.add("%-14s %s, storage type %s".formatted("restored to", data, type));
    lines.add("%-14s %s".formatted("standing", standing));
    report.print(json, lines);
    return 0;
  }

  private Map<String, String> keys() {
    Map<String, String> keys = new TreeMap<>();
    if (storage != null) {
      keys.put("storage.type", storage);
    }
    if (totalNodes != null) {
      keys.put("consensus.total_nodes", totalNodes);
    }
    return keys;
  }
}
