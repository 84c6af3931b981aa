package io.dtvn.app.node;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Loads a node, kills it at a random moment, starts it again, and looks for every answer that was
 * given. Callers that got no answer ask again with the same key.
 */
final class CrashLoop {

  private static final int OK = 200;
  private static final int CREATED = 201;

  private final Path data;
  private final int clients;
  private final Random random;
  private final Map<String, String> admittedBy = new ConcurrentHashMap<>();
  private final Map<String, Boolean> unanswered = new ConcurrentHashMap<>();
  private final List<Long> restartMillis = new ArrayList<>();
  private long acknowledged;

  CrashLoop(Path data, int clients, long seed) {
    this.data = data;
    this.clients = clients;
    this.random = new Random(seed);
  }

  /**
   * What was seen.
   *
   * @param acknowledged operations that were answered with success, over all rounds
   * @param lost of these, how many were gone after the restart
   * @param doubled tickets that were admitted more than once
   */
  record Findings(long acknowledged, long lost, long doubled, List<Long> restartMillis) {}

  Findings run(int rounds, Consumer<String> progress) throws Exception {
    long lost = 0;
    long doubled = 0;
    for (int round = 1; round <= rounds; round++) {
      admittedBy.clear();
      unanswered.clear();
      try (NodeProcess node = NodeProcess.start(data)) {
        NodeHttp http = node.awaitReady();
        loadAndKill(node, http, "r" + round + "-");
      }
      long started = System.nanoTime();
      try (NodeProcess node = NodeProcess.start(data)) {
        NodeHttp http = node.awaitReady();
        restartMillis.add((System.nanoTime() - started) / 1_000_000);
        lost += lost(http);
        doubled += doubled(http);
        node.kill();
      }
      progress.accept(
          "round %d: %d acknowledged so far, %d lost, %d doubled, restart %d ms"
              .formatted(round, acknowledged, lost, doubled, restartMillis.getLast()));
    }
    return new Findings(acknowledged, lost, doubled, restartMillis);
  }

  private void loadAndKill(NodeProcess node, NodeHttp http, String prefix) throws Exception {
    AtomicBoolean running = new AtomicBoolean(true);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      String name = prefix + i + "-";
      callers.add(Thread.ofVirtual().start(() -> call(http, name, running)));
    }
    int enough = 1 + random.nextInt(500);
    Await.until(
        Duration.ofSeconds(90),
        () -> admittedBy.size() >= enough,
        () -> "want %d admissions, found %d".formatted(enough, admittedBy.size()));
    LockSupport.parkNanos(random.nextInt(20) * 1_000_000L); // somewhere between two answers
    node.kill();
    running.set(false);
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private void call(NodeHttp http, String name, AtomicBoolean running) {
    for (int i = 0; running.get(); i++) {
      String id = name + i;
      unanswered.put(id, true);
      try {
        if (http.post("/api/v1/tickets", "{\"ticket_id\":\"" + id + "\"}").status() != CREATED) {
          continue;
        }
        NodeHttp.Reply admitted = http.ticket("admit", id, "Idempotency-Key", "admit-" + id);
        if (admitted.status() == OK) {
          admittedBy.put(id, admitted.json().at("/data/op_id").asText());
          unanswered.remove(id);
        }
      } catch (UncheckedIOException e) {
        return; // the node is dead: this ticket stays unanswered
      }
    }
  }

  private long lost(NodeHttp http) {
    acknowledged += 2L * admittedBy.size(); // its issue and its admission
    return admittedBy.entrySet().stream()
        .filter(
            admission -> {
              NodeHttp.Reply again = http.ticket("admit", admission.getKey());
              String first = again.json().at("/data/first/op_id").asText();
              return again.status() != 409 || !first.equals(admission.getValue());
            })
        .count();
  }

  private long doubled(NodeHttp http) {
    unanswered.keySet().forEach(id -> askAgain(http, id));
    return Stream.concat(admittedBy.keySet().stream(), unanswered.keySet().stream())
        .filter(id -> admissions(http, id) > 1)
        .count();
  }

  /** What a caller does that got no answer: the same again, under the same key. */
  private static void askAgain(NodeHttp http, String id) {
    http.post("/api/v1/tickets", "{\"ticket_id\":\"" + id + "\"}");
    int status = http.ticket("admit", id, "Idempotency-Key", "admit-" + id).status();
    if (status != OK) {
      throw new AssertionError(
          "%s: want success or its repetition, found %d".formatted(id, status));
    }
  }

  private static long admissions(NodeHttp http, String id) {
    long count = 0;
    for (var entry : http.get("/api/v1/tickets/" + id + "/history").json().path("data")) {
      count += entry.path("type").asText().equals("ADMIT") ? 1 : 0;
    }
    return count;
  }
}
