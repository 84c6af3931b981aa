package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * Sends rows to the node in batches, several at a time, and tells of each row what became of it, in
 * the order of the rows. Batches that found the node busy are sent again; repeating one is safe,
 * because issuing the same ticket again changes nothing.
 */
final class ImportSender implements AutoCloseable {

  static final int ROWS_PER_BATCH = 500;
  private static final int BATCHES_IN_FLIGHT = 4;
  private static final int TRIES = 20;
  private static final int BATCH_CHARS_MAX = 3 * 1024 * 1024;

  private final NodeClient client;
  private final BiConsumer<ImportRow, Result> report;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<InFlight> inFlight = new ArrayDeque<>();
  private List<ImportRow> rows = new ArrayList<>();
  private int chars;

  ImportSender(NodeClient client, BiConsumer<ImportRow, Result> report) {
    this.client = client;
    this.report = report;
  }

  /** What became of a row; {@code code} says why it failed. */
  record Result(String status, String code) {}

  private record InFlight(List<ImportRow> rows, Future<JsonNode> answer) {}

  /** Takes one more row; waits while enough is under way. */
  void add(ImportRow row) throws IOException, InterruptedException {
    rows.add(row);
    chars += row.body().toString().length();
    if (rows.size() == ROWS_PER_BATCH || chars >= BATCH_CHARS_MAX) {
      send();
    }
  }

  /** Sends what is left and waits for every answer. */
  void finish() throws IOException, InterruptedException {
    if (!rows.isEmpty()) {
      send();
    }
    while (!inFlight.isEmpty()) {
      awaitOldest();
    }
  }

  private void send() throws IOException, InterruptedException {
    List<ImportRow> batch = rows;
    rows = new ArrayList<>();
    chars = 0;
    inFlight.add(new InFlight(batch, threads.submit(() -> sendPatiently(batch))));
    while (inFlight.size() >= BATCHES_IN_FLIGHT) {
      awaitOldest();
    }
  }

  private JsonNode sendPatiently(List<ImportRow> batch) throws IOException, InterruptedException {
    ObjectNode body = NodeClient.JSON.createObjectNode();
    ArrayNode tickets = body.putArray("tickets");
    batch.forEach(row -> tickets.add(row.body()));
    String key = "import-" + UUID.randomUUID(); // so that a try again is known for one
    for (int tried = 1; ; tried++) {
      NodeClient.Reply reply = client.call("/api/v1/tickets/batch", body, key);
      if (reply.succeeded()) {
        return reply.body().path("data").path("results");
      }
      if (!reply.retryable() || tried == TRIES) {
        throw new IOException(
            "lines %d to %d: %s"
                .formatted(batch.getFirst().line(), batch.getLast().line(), reply.error()));
      }
      Thread.sleep(Duration.ofSeconds(Math.max(1, reply.retryAfterSeconds())));
    }
  }

  private void awaitOldest() throws IOException, InterruptedException {
    InFlight oldest = inFlight.remove();
    JsonNode results;
    try {
      results = oldest.answer().get();
    } catch (ExecutionException e) {
      throw new IOException("import stopped; run it again to go on", e.getCause());
    }
    for (int i = 0; i < oldest.rows().size(); i++) {
      JsonNode result = results.path(i);
      report.accept(
          oldest.rows().get(i),
          new Result(result.path("status").asText("unknown"), result.path("code").asText("")));
    }
  }

  @Override
  public void close() {
    inFlight.forEach(batch -> batch.answer().cancel(true));
    threads.close();
  }
}
