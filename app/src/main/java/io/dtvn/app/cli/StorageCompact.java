package io.dtvn.app.cli;

import io.dtvn.application.upkeep.StoppedNode;
import io.dtvn.ports.out.KeyValueStore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reclaims space. */
@Command(
    name = "compact",
    description = "Reclaims the space of what was overwritten and deleted.",
    footer = {"", "Example: dtvn storage compact --data-dir data/node0"},
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
final class StorageCompact implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private StoreOptions store = new StoreOptions();

  @Override
  public Integer call() {
    StorageReport report = new StorageReport(spec, store.json());
    try (StoppedNode node = store.open()) {
      double before = node.storage().bytes();
      try (KeyValueStore opened = node.openStore()) {
        report.shown(
            "compact",
            at -> {
              opened.compact(at);
              return true;
            });
      }
      double after = node.storage().bytes();
      report.print(
          StorageReport.object()
              .put("bytes_before", (long) before)
              .put("bytes_after", (long) after),
          List.of(
              "files: %s before, %s now"
                  .formatted(StorageReport.bytes(before), StorageReport.bytes(after))));
    }
    return 0;
  }
}
