package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import io.dtvn.application.upkeep.StoppedNode;
import io.dtvn.ports.out.KeyValueStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reclaims space. */
@Command(
    name = "compact",
    description = "Reclaims the space of what was overwritten and deleted.",
    footer = {
      "",
      "Examples: dtvn storage compact --data-dir data/node0",
      "          dtvn storage compact --url http://127.0.0.1:8080"
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
final class StorageCompact implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private StoreOptions store = new StoreOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    StorageReport report = new StorageReport(spec, store.json());
    Optional<NodeClient> running = store.client();
    if (running.isPresent()) {
      try (NodeClient client = running.get()) {
        print(report, new RunningStorage(client, report).run("compact", StorageReport.object()));
      }
    } else {
      ofStopped(report);
    }
    return 0;
  }

  private void ofStopped(StorageReport report) {
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
      print(
          report,
          StorageReport.object()
              .put("bytes_before", (long) before)
              .put("bytes_after", (long) after));
    }
  }

  private static void print(StorageReport report, ObjectNode result) {
    report.print(
        result,
        List.of(
            "files: %s before, %s now"
                .formatted(
                    StorageReport.bytes(result.path("bytes_before").asDouble()),
                    StorageReport.bytes(result.path("bytes_after").asDouble()))));
  }
}
