package io.dtvn.app.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A gate that asks one node, again under the same key until that answers for good. Thread-safe. */
final class Gate implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration GIVES_UP_AFTER = Duration.ofMinutes(4);
  private static final long PAUSE_MILLIS = 250;
  private static final long PAUSE_MILLIS_MAX = 4000;
  private static final int CALLS_AT_ONCE = 64;
  private static final int OK = 200;

  private final int number;
  private final NodeClient client;
  private final Semaphore calls = new Semaphore(CALLS_AT_ONCE);

  Gate(int number, URI api) {
    this.number = number;
    this.client = new NodeClient(api, Optional.empty(), PATIENCE);
  }

  /**
   * What a gate was told of a ticket in the end.
   *
   * @param code why it was refused; empty: it was admitted
   * @param admission the operation that admitted the ticket: this call's own, or the first one
   * @param tries calls that were made
   */
  record Answer(int gate, String code, String admission, int tries) {

    boolean isAdmitted() {
      return code.isEmpty();
    }
  }

  /** Admits {@code ticket}; returns what a guard would act on. */
  Answer admit(String ticket) throws InterruptedException {
    ObjectNode body = NodeClient.JSON.createObjectNode().put("ticket_id", ticket);
    long deadline = System.nanoTime() + GIVES_UP_AFTER.toNanos();
    String last = "not asked";
    long pause = PAUSE_MILLIS;
    for (int tries = 1; System.nanoTime() < deadline; tries++) {
      try {
        NodeClient.Reply reply = call(body, ticket + "@" + number);
        if (!reply.retryable()) {
          return answer(reply, tries);
        }
        last = reply.error();
      } catch (IOException e) {
        last = String.valueOf(e.getMessage()); // perhaps it was taken in: hence the key
      }
      TimeUnit.MILLISECONDS.sleep(pause);
      pause = Math.min(PAUSE_MILLIS_MAX, 2 * pause);
    }
    return new Answer(number, "NO_ANSWER: " + last, "", 0);
  }

  private NodeClient.Reply call(ObjectNode body, String key)
      throws IOException, InterruptedException {
    calls.acquire();
    try {
      return client.call("/api/v1/tickets/admit", body, key);
    } finally {
      calls.release();
    }
  }

  private Answer answer(NodeClient.Reply reply, int tries) {
    JsonNode body = reply.body();
    return reply.status() == OK
        ? new Answer(number, "", body.at("/data/op_id").asText(), tries)
        : new Answer(number, code(reply), body.at("/data/first/op_id").asText(), tries);
  }

  private static String code(NodeClient.Reply reply) {
    return reply.body().path("code").asText("HTTP " + reply.status());
  }

  @Override
  public void close() {
    client.close();
  }
}
