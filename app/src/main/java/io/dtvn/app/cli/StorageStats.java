package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import io.dtvn.application.backup.StoreContent;
import io.dtvn.application.backup.StoreContent.InBucket;
import io.dtvn.application.backup.Work;
import io.dtvn.application.store.Buckets;
import io.dtvn.application.upkeep.StoppedNode;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.StorageStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what fills a store. */
@Command(
    name = "stats",
    description = {
      "Shows what fills a store: entries and bytes of each bucket, and of its files.",
      "Of a node that runs: its tickets by state and the numbers of its back end."
    },
    footer = {
      "",
      "Examples: dtvn storage stats --data-dir data/node0",
      "          dtvn storage stats --url http://127.0.0.1:8080"
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
final class StorageStats implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private StoreOptions store = new StoreOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    StorageReport report = new StorageReport(spec, store.json());
    Optional<NodeClient> running = store.client();
    return running.isPresent() ? ofRunning(running.get(), report) : ofStopped(report);
  }

  private static int ofRunning(NodeClient client, StorageReport report)
      throws IOException, InterruptedException {
    try (client) {
      NodeClient.Reply reply = client.read("/api/v1/storage/entries");
      if (!reply.succeeded() || !(reply.body().path("data") instanceof ObjectNode data)) {
        throw new IOException(reply.error());
      }
      List<String> lines = new ArrayList<>();
      lines.add("%-16s %,d".formatted("tickets", data.path("total_tickets").asLong()));
      for (Map.Entry<String, JsonNode> state : data.path("ticket_states").properties()) {
        lines.add("  %-14s %,d".formatted(state.getKey(), state.getValue().asLong()));
      }
      for (Map.Entry<String, JsonNode> number : data.path("db_stats").properties()) {
        lines.add("%s=%d".formatted(number.getKey(), number.getValue().asLong()));
      }
      report.print(data, lines);
      return 0;
    }
  }

  private int ofStopped(StorageReport report) {
    try (StoppedNode node = store.open()) {
      double files = node.storage().bytes();
      try (KeyValueStore opened = node.openStore();
          KeyValueStore.Snapshot snapshot = opened.snapshot()) {
        Found found =
            new Found(
                node.identity().storageType(),
                report.shown(
                    "stats", at -> StoreContent.read(snapshot, new Work(at, (long) files))),
                opened.statistics(),
                files);
        report.print(found.json(), found.lines());
      }
    }
    return 0;
  }

  /** What there is to show. */
  private record Found(
      String type, StoreContent content, StorageStatistics statistics, double files) {

    ObjectNode json() {
      ObjectNode json =
          StorageReport.object()
              .put("storage", type)
              .put("tickets", tickets())
              .put("bytes", content.bytes())
              .put("file_bytes", (long) files);
      ObjectNode buckets = json.putObject("buckets");
      for (InBucket in : content.buckets()) {
        buckets
            .putObject(in.bucket().name())
            .put("entries", in.entries())
            .put("key_bytes", in.keyBytes())
            .put("value_bytes", in.valueBytes());
      }
      ObjectNode numbers = json.putObject("statistics");
      statistics.values().forEach(numbers::put);
      return json;
    }

    List<String> lines() {
      List<String> lines = new ArrayList<>();
      lines.add(row("bucket", "entries", "key bytes", "value bytes", "per ticket"));
      for (InBucket in : content.buckets()) {
        lines.add(
            row(
                in.bucket().name(),
                "%,d".formatted(in.entries()),
                "%,d".formatted(in.keyBytes()),
                "%,d".formatted(in.valueBytes()),
                perTicket((double) in.bytes())));
      }
      lines.add("");
      lines.add("%-16s %,d".formatted("tickets", tickets()));
      lines.add(
          "%-16s %s, %s per ticket"
              .formatted(
                  "keys and values",
                  StorageReport.bytes((double) content.bytes()),
                  perTicket(bytes())));
      lines.add(
          "%-16s %s of type %s, %s per ticket"
              .formatted("files", StorageReport.bytes(files), type, perTicket(files)));
      statistics.values().forEach((name, value) -> lines.add("%s=%d".formatted(name, value)));
      return lines;
    }

    private double bytes() {
      return (double) content.bytes();
    }

    private long tickets() {
      return content.entries(Buckets.TICKETS);
    }

    private String perTicket(double bytes) {
      return tickets() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", bytes / tickets());
    }

    private static String row(Object... cells) {
      return "%-16s %12s %14s %14s %12s".formatted(cells);
    }
  }
}
