package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import io.dtvn.ports.out.ForeignStore;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.spi.ForeignStoreProvider;
import io.dtvn.ports.spi.Providers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes over the tickets of the predecessor. */
@Command(
    name = "import-predecessor",
    description = {
      "Issues the tickets of a predecessor's database (<id>.db) through a running node and moves"
          + " each to the state that it had there.",
      "Its nodes did not agree with one another: import the file of every node, before gates open."
          + " A ticket that one of them had consumed is consumed.",
      "Repeating an import is safe."
    },
    mixinStandardHelpOptions = true)
final class ImportPredecessorCommand implements Callable<Integer> {

  private static final String FORMAT = "boltdb";
  private static final String TICKETS = "tickets";
  private static final String METADATA = "metadata";
  private static final int ERRORS_IN_JSON_MAX = 1000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private NodeOptions node = new NodeOptions();

  @Parameters(paramLabel = "FILE.db", description = "The predecessor's database.")
  private Path file = Path.of("");

  private final ArrayNode errors = NodeClient.JSON.createArrayNode();

  @Override
  public Integer call() throws Exception {
    ForeignStoreProvider provider =
        Providers.select(
            "import-predecessor", FORMAT, ServiceLoader.load(ForeignStoreProvider.class));
    try (ForeignStore store = provider.open(file.toString());
        NodeClient client = node.client();
        PredecessorImport importing = new PredecessorImport(client, this::tell)) {
      if (!store.buckets().contains(TICKETS)) {
        throw new IOException(
            "%s: want a bucket 'tickets', found %s; is that a database of the predecessor?"
                .formatted(file, store.buckets()));
      }
      Progress progress =
          new Progress(spec.commandLine().getErr(), Progress.isTerminal(), count(store, TICKETS));
      send(store, importing, progress);
      progress.end(importing.summary());
      summarise(store, importing, progress);
      return importing.hasFailures() ? 1 : 0;
    }
  }

  private static void send(ForeignStore store, PredecessorImport importing, Progress progress)
      throws IOException, InterruptedException {
    try (Scan scan = store.scan(TICKETS)) {
      for (long place = 1; scan.hasNext(); place++) {
        importing.add(PredecessorTicket.of(place, scan.next()));
        progress.at(place, importing.summary());
      }
    }
    importing.finish();
  }

  private static long count(ForeignStore store, String bucket) {
    long count = 0;
    try (Scan scan = store.scan(bucket)) {
      for (; scan.hasNext(); scan.next()) {
        count++;
      }
    }
    return count;
  }

  private void summarise(ForeignStore store, PredecessorImport importing, Progress progress) {
    long metadata = store.buckets().contains(METADATA) ? count(store, METADATA) : 0;
    double seconds = progress.elapsed().toMillis() / 1000.0;
    PrintWriter out = spec.commandLine().getOut();
    if (node.json()) {
      ObjectNode json = NodeClient.JSON.createObjectNode();
      importing.putInto(json);
      json.put("metadata_left_behind", metadata).put("seconds", seconds);
      json.set("errors", errors);
      out.println(json);
    } else {
      out.println("%s in %.1f s".formatted(importing.summary(), seconds));
      if (metadata > 0) {
        out.println("%,d entries of its own metadata have no use here".formatted(metadata));
      }
    }
    out.flush();
  }

  private synchronized void tell(ImportRow row, String reason) {
    if (node.json() && errors.size() < ERRORS_IN_JSON_MAX) {
      errors
          .addObject()
          .put("place", row.line())
          .put("ticket_id", row.ticketId())
          .put("reason", reason);
    }
    PrintWriter err = spec.commandLine().getErr();
    String subject = row.ticketId().isEmpty() ? "entry " + row.line() : row.ticketId();
    err.println((Progress.isTerminal() ? "\r\033[K" : "") + subject + ": " + reason);
    err.flush();
  }
}
