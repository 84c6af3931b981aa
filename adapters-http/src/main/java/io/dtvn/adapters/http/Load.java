package io.dtvn.adapters.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the server has taken on right now, counted against its {@link Limits}. Thread-safe. */
final class Load {

  /** What becomes of a new connection. */
  enum Welcome {
    /** Its requests are taken. */
    SERVED,
    /** Its first request is answered with BUSY. */
    BUSY,
    /** It is closed without a word. */
    CLOSED
  }

  private final Limits limits;
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<InetAddress, Integer> connectionsByAddress = new ConcurrentHashMap<>();
  private final AtomicLong bodyBytes = new AtomicLong();
  private final Object requestsLock = new Object();
  private int requests;
  private volatile boolean closing;

  Load(Limits limits) {
    this.limits = limits;
  }

  Limits limits() {
    return limits;
  }

  /** Counts a connection; {@link #disconnect} must follow, whatever the answer. */
  Welcome connect(InetAddress from) {
    int all = connections.incrementAndGet();
    int ofAddress = connectionsByAddress.merge(from, 1, Integer::sum);
    if (all > 2 * limits.connections()) {
      return Welcome.CLOSED;
    }
    boolean stranger = !from.isLoopbackAddress();
    boolean crowded = stranger && ofAddress > limits.connectionsOfAddress();
    return crowded || all > limits.connections() ? Welcome.BUSY : Welcome.SERVED;
  }

  void disconnect(InetAddress from) {
    connections.decrementAndGet();
    connectionsByAddress.computeIfPresent(from, (_, count) -> count == 1 ? null : count - 1);
  }

  int connections() {
    return connections.get();
  }

  /** Whether one more request may wait for its answer; if so {@link #endRequest} must follow. */
  boolean beginRequest(boolean evenIfFull) {
    synchronized (requestsLock) {
      if (requests >= limits.requestsInFlight() && !evenIfFull) {
        return false;
      }
      requests++;
      return true;
    }
  }

  void endRequest() {
    synchronized (requestsLock) {
      requests--;
      requestsLock.notifyAll();
    }
  }

  /** Whether {@code bytes} more of bodies fit; if so {@link #releaseBody} must follow. */
  boolean reserveBody(int bytes) {
    if (bodyBytes.addAndGet(bytes) > limits.bodyBytesInFlight()) {
      bodyBytes.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void releaseBody(int bytes) {
    bodyBytes.addAndGet(-bytes);
  }

  long bodyBytes() {
    return bodyBytes.get();
  }

  boolean isClosing() {
    return closing;
  }

  /** Refuses new requests from now on. */
  void close() {
    closing = true;
  }

  /** Waits until the running requests have their answers, at most {@code patience}. */
  void drain(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (requestsLock) {
      long left = patience.toNanos();
      while (requests > 0 && left > 0) {
        try {
          TimeUnit.NANOSECONDS.timedWait(requestsLock, left);
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return;
        }
        left = deadline - System.nanoTime();
      }
    }
  }
}
