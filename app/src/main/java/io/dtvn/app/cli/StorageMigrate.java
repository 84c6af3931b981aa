package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.config.ConfigException;
import io.dtvn.app.wiring.StoredNodes;
import io.dtvn.application.backup.StoreContent;
import io.dtvn.application.backup.StoreContent.InBucket;
import io.dtvn.application.upkeep.Migration;
import io.dtvn.application.upkeep.StoppedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves a node to another back end. */
@Command(
    name = "migrate",
    description = {
      "Moves everything that a node stores to another storage type, its journal too: it votes as"
          + " before. The node must not run.",
      "Cut short at any moment it loses nothing; the same command again does the rest."
    },
    footer = {"", "Example: dtvn storage migrate --data-dir data/node0 --from rocksdb --to boltdb"},
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
final class StorageMigrate implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private StoreOptions store = new StoreOptions();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TYPE",
      description = "The storage type it has.")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "TYPE", description = "The one it gets.")
  private String to = "";

  @Option(
      names = "--keep",
      description = "Keep the old store in before-migration-TYPE instead of deleting it.")
  private boolean keep;

  @Override
  public Integer call() {
    if (from.equals(to)) {
      throw new ConfigException(
          "--to '%s': want another type than --from, found the same".formatted(to));
    }
    StorageReport report = new StorageReport(spec, store.json());
    Migration.Request request =
        new Migration.Request(StoredNodes.provider(from), StoredNodes.provider(to), keep);
    Optional<StoreContent> copied;
    try (StoppedNode node = store.open()) {
      Migration migration = new Migration(node, request);
      copied = report.shown("migrate", migration::run);
    }
    print(report, copied);
    return 0;
  }

  private void print(StorageReport report, Optional<StoreContent> copied) {
    ObjectNode json = StorageReport.object().put("from", from).put("to", to).put("kept", keep);
    List<String> lines = new ArrayList<>();
    copied.ifPresentOrElse(
        content -> {
          long entries = content.buckets().stream().mapToLong(InBucket::entries).sum();
          json.put("entries", entries).put("bytes", content.bytes());
          lines.add(
              "copied and compared %,d entries, %s"
                  .formatted(entries, StorageReport.bytes((double) content.bytes())));
        },
        () -> lines.add("was migrated before; removed what was left of the old store"));
    lines.add("the configuration must say from now on:");
    lines.add("storage.type: " + to);
    report.print(json, lines);
  }
}
