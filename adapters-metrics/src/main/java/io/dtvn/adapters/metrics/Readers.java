package io.dtvn.adapters.metrics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Gives each request a thread of its own, for a limited time and to a few at a time: the JDK's
 * server would wait for a silent caller for ever. Who comes when there are too many takes the place
 * of the one who has been there longest. Thread-safe.
 */
final class Readers implements Executor {

  /** How long a caller may take to ask and to take the answer. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Some Prometheus servers, and people with a browser. */
  static final int AT_A_TIME = 16;

  private final Duration patience;
  private final Deque<Thread> running = new ArrayDeque<>();

  Readers(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void execute(Runnable exchange) {
    Thread reader = Thread.ofVirtual().name("dtvn-metrics").unstarted(exchange);
    synchronized (running) {
      if (running.size() == AT_A_TIME) {
        running.removeFirst().interrupt();
      }
      running.addLast(reader);
    }
    reader.start();
    Thread.ofVirtual().name("dtvn-metrics-watch").start(() -> watch(reader));
  }

  /** Hangs up on everybody. */
  void close() {
    synchronized (running) {
      running.forEach(Thread::interrupt);
    }
  }

  /** An interrupt closes the socket that the thread waits for, and so ends the wait. */
  private void watch(Thread reader) {
    try {
      if (!reader.join(patience)) {
        reader.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does
    }
    synchronized (running) {
      running.remove(reader);
    }
  }
}
