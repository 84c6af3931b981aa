package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.cli.PredecessorTicket.State;
import io.dtvn.app.client.NodeClient;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Utf8;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Issues tickets of the predecessor and moves each to the state that it had, as soon as it is
 * issued: a ticket that was consumed there is admitted nowhere. Every step may be repeated.
 */
final class PredecessorImport implements AutoCloseable {

  private static final int MOVES_IN_FLIGHT = 32;
  private static final int TRIES = 20;

  /** A ticket of that id is there with other data. */
  private static final String OTHER_DATA = "ID_CONFLICT";

  private final NodeClient client;
  private final BiConsumer<ImportRow, String> failed;
  private final ImportSender sender;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(MOVES_IN_FLIGHT);
  private final Map<Long, State> wanted = new HashMap<>();
  private final AtomicReference<@Nullable IOException> broken = new AtomicReference<>();
  private final AtomicLong moved = new AtomicLong();
  private final ImportTally tally = new ImportTally();

  /**
   * Sends through {@code client}, which stays open.
   *
   * @param failed told of each ticket that is not all as it was, and why; by any thread
   */
  PredecessorImport(NodeClient client, BiConsumer<ImportRow, String> failed) {
    this.client = client;
    this.failed = failed;
    this.sender = new ImportSender(client, this::issued);
  }

  /** Takes one more ticket; waits while enough is under way. */
  void add(PredecessorTicket ticket) throws IOException, InterruptedException {
    if (!ticket.row().objection().isEmpty()) {
      fail(ticket.row(), ticket.row().objection());
      return;
    }
    if (!ticket.loss().isEmpty()) {
      failed.accept(ticket.row(), ticket.loss());
    }
    wanted.put(ticket.row().line(), ticket.state());
    sender.add(ticket.row());
    rethrow();
  }

  /** Waits until every ticket is where it belongs or has failed. */
  void finish() throws IOException, InterruptedException {
    sender.finish();
    room.acquire(MOVES_IN_FLIGHT);
    room.release(MOVES_IN_FLIGHT);
    rethrow();
  }

  /** What became of the tickets so far. */
  synchronized String summary() {
    return "%s, %,d moved to their state".formatted(tally, moved.get());
  }

  /** The numbers of {@link #summary}. */
  synchronized void putInto(ObjectNode json) {
    json.put("tickets", tally.rows())
        .put("created", tally.createdRows())
        .put("unchanged", tally.unchangedRows())
        .put("failed", tally.failedRows())
        .put("moved", moved.get());
  }

  synchronized boolean hasFailures() {
    return tally.failedRows() > 0;
  }

  private void issued(ImportRow row, ImportSender.Result result) {
    State state = wanted.remove(row.line());
    boolean created = result.status().equals("created");
    boolean isThere = created || result.status().equals("unchanged");
    if (!isThere && result.code().equals(OTHER_DATA) && state == State.CONSUMED) {
      inBackground(row, () -> fail(row, "%s; %s".formatted(OTHER_DATA, consumedAllTheSame(row))));
    } else if (!isThere) {
      fail(row, result.code().isEmpty() ? "outcome unknown: import the file again" : result.code());
    } else if (state == null || state == State.ISSUED) {
      count(created);
    } else {
      inBackground(row, () -> moveAndCount(row, state, created));
    }
  }

  private interface Step {
    void take() throws IOException, InterruptedException;
  }

  private void inBackground(ImportRow row, Step step) {
    room.acquireUninterruptibly();
    var _ =
        threads.submit(
            () -> {
              try {
                step.take();
              } catch (IOException e) {
                broken.compareAndSet(null, e);
              } catch (InterruptedException _) {
                broken.compareAndSet(null, new IOException("interrupted"));
              } catch (RuntimeException e) { // nobody looks at what was submitted
                fail(row, "found a fault of this program: " + e);
              } finally {
                room.release();
              }
            });
  }

  private void moveAndCount(ImportRow row, State state, boolean created)
      throws IOException, InterruptedException {
    String objection = move(row, state);
    if (objection.isEmpty()) {
      count(created);
    } else {
      fail(row, objection);
    }
  }

  /** Whoever was let in with it comes in no second time, whatever is stored with it. */
  private String consumedAllTheSame(ImportRow row) throws IOException, InterruptedException {
    String objection = move(row, State.CONSUMED);
    return objection.isEmpty() ? "it is CONSUMED now" : objection;
  }

  /** Why the ticket is not in the state; empty: it is. */
  private String move(ImportRow row, State state) throws IOException, InterruptedException {
    NodeClient.Reply reply = call(row, state.verb());
    if (state == State.CONSUMED && !reply.succeeded() && isIn(State.VALIDATED, reply)) {
      reply = call(row, "consume"); // another file had it validated only
    }
    if (reply.succeeded()) {
      moved.incrementAndGet();
      return "";
    }
    return state.isReachedBy(stateIn(reply))
        ? ""
        : "want it %s, found %s".formatted(state, reply.error());
  }

  private static boolean isIn(State state, NodeClient.Reply reply) {
    return state.name().equals(stateIn(reply));
  }

  private static String stateIn(NodeClient.Reply reply) {
    return reply.body().path("data").path("state").asText("");
  }

  private NodeClient.Reply call(ImportRow row, String verb)
      throws IOException, InterruptedException {
    ObjectNode body = NodeClient.JSON.createObjectNode().put("ticket_id", row.ticketId());
    String key = key(row.ticketId(), verb);
    for (int tried = 1; ; tried++) {
      NodeClient.Reply reply = client.call("/api/v1/tickets/" + verb, body, key);
      if (!reply.retryable() || tried == TRIES) {
        return reply;
      }
      Thread.sleep(Duration.ofSeconds(Math.max(1, reply.retryAfterSeconds())));
    }
  }

  /** The same for every import of this ticket, so that a try again is known for one. */
  private static String key(String ticket, String verb) {
    String name = "predecessor/%s/%s".formatted(verb, ticket);
    return "predecessor-" + Bytes.owning(Utf8.encode(name)).sha256().hex();
  }

  private synchronized void count(boolean created) {
    if (created) {
      tally.created();
    } else {
      tally.unchanged();
    }
  }

  private void fail(ImportRow row, String reason) {
    synchronized (this) {
      tally.failed();
    }
    failed.accept(row, reason);
  }

  private void rethrow() throws IOException {
    IOException failure = broken.get();
    if (failure != null) {
      throw new IOException("import stopped; run it again to go on", failure);
    }
  }

  @Override
  public void close() {
    sender.close();
    threads.close();
  }
}
