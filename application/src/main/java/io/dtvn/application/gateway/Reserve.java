package io.dtvn.application.gateway;

/** Counts what is outstanding and says when it is too much. Thread-safe. */
final class Reserve {

  private final int operationsMax;
  private final long bytesMax;
  private int operations;
  private long bytes;

  Reserve(int operationsMax, long bytesMax) {
    this.operationsMax = operationsMax;
    this.bytesMax = bytesMax;
  }

  /** Takes room for one operation of {@code size} bytes, if there is enough. */
  synchronized boolean take(long size) {
    if (operations >= operationsMax || bytes + size > bytesMax) {
      return false;
    }
    operations++;
    bytes += size;
    return true;
  }

  /** Gives the room of one operation of {@code size} bytes back. */
  synchronized void give(long size) {
    operations--;
    bytes -= size;
    if (operations < 0 || bytes < 0) {
      throw new IllegalStateException("reserve: want as much given back as was taken");
    }
  }

  /** Gives back the room that {@code waiter} alone has taken. */
  void giveBack(Waiter waiter) {
    if (waiter.joined()) {
      give(waiter.bytes());
    }
  }

  synchronized int operations() {
    return operations;
  }

  synchronized long bytes() {
    return bytes;
  }
}
