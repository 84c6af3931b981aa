package io.dtvn.adapters.libp2p.yamux;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What peers may make this process hold: each stream may fill its window before a handler takes a
 * byte of it, so its window is taken from the budget before the stream is there. The first streams
 * of a connection may use all of the budget and further ones half of it, so that a peer that opens
 * many leaves room for those that open few. Thread-safe.
 */
public final class ReceiveBudget {

  /** Bytes for all connections of this process; an eighth of the heap unless it is set. */
  public static final String PROPERTY = "dtvn.network.receive_bytes_max";

  /** Enough for thirteen validators. */
  static final long BYTES_MIN = 64L << 20;

  /** Enough for lanes, pings and identify in both directions. */
  static final int FIRST_STREAMS = 16;

  static final ReceiveBudget PROCESS = new ReceiveBudget(configured());

  private final long bytesMax;
  private final AtomicLong taken = new AtomicLong();

  /** At most {@code bytesMax} bytes. */
  public ReceiveBudget(long bytesMax) {
    if (bytesMax < ReceiveWindow.BYTES) {
      throw new IllegalArgumentException(
          "%s: want at least %d, found %d".formatted(PROPERTY, ReceiveWindow.BYTES, bytesMax));
    }
    this.bytesMax = bytesMax;
  }

  private static long configured() {
    return Long.getLong(PROPERTY, Math.max(BYTES_MIN, Runtime.getRuntime().maxMemory() / 8));
  }

  /** Takes one window for a connection that has {@code streams}; false if there is no room. */
  boolean take(int streams) {
    long max = streams < FIRST_STREAMS ? bytesMax : bytesMax / 2;
    if (taken.addAndGet(ReceiveWindow.BYTES) > max) {
      giveBack();
      return false;
    }
    return true;
  }

  /** A stream has ended. */
  void giveBack() {
    taken.addAndGet(-ReceiveWindow.BYTES);
  }

  /** What is taken now. */
  long taken() {
    return taken.get();
  }
}
