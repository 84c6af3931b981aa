package io.dtvn.benchmarks.load;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One caller in a closed loop: issue a ticket, admit it, the next one. */
final class Client {

  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final long PAUSE_AFTER_REFUSAL_MILLIS = 50;

  private final Target target;
  private final String prefix;
  private final Tally tally;
  private final BooleanSupplier measuring;
  private Optional<HttpConnection> connection = Optional.empty();

  /**
   * A caller whose tickets begin with {@code prefix} and who tells {@code tally} what it sees.
   *
   * @param measuring whether what happens now counts
   */
  Client(Target target, String prefix, Tally tally, BooleanSupplier measuring) {
    this.target = target;
    this.prefix = prefix;
    this.tally = tally;
    this.measuring = measuring;
  }

  /** Works until {@code running} says no. */
  void run(BooleanSupplier running) throws InterruptedException {
    for (long number = 0; running.getAsBoolean(); number++) {
      String body = "{\"ticket_id\":\"" + prefix + number + "\"}";
      if (call("/api/v1/tickets", body, CREATED)) {
        call("/api/v1/tickets/admit", body, OK);
      }
    }
    disconnect();
  }

  private boolean call(String path, String body, int wanted) throws InterruptedException {
    long sent = System.nanoTime();
    try {
      int status = connect().post(path, body);
      if (status == wanted) {
        if (measuring.getAsBoolean()) {
          tally.succeeded(System.nanoTime() - sent);
        }
        return true;
      }
      fail("HTTP " + status);
    } catch (IOException e) {
      fail(e.getClass().getSimpleName());
      disconnect();
    }
    Thread.sleep(PAUSE_AFTER_REFUSAL_MILLIS); // a refused caller that hammers measures itself
    return false;
  }

  private void fail(String kind) {
    if (measuring.getAsBoolean()) {
      tally.failed(kind);
    }
  }

  private HttpConnection connect() throws IOException {
    if (connection.isEmpty()) {
      connection = Optional.of(new HttpConnection(target));
    }
    return connection.get();
  }

  private void disconnect() {
    try {
      if (connection.isPresent()) {
        connection.get().close();
      }
    } catch (IOException e) {
      fail("close: " + e.getClass().getSimpleName());
    }
    connection = Optional.empty();
  }
}
