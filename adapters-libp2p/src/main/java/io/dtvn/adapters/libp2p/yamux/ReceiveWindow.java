package io.dtvn.adapters.libp2p.yamux;

/** What the peer may still send on one stream, and what of it is not consumed yet. */
final class ReceiveWindow {

  /** The credit that every stream starts with, and that we never go beyond. */
  static final int BYTES = 256 << 10;

  private int window = BYTES;
  private int unconsumed;
  private int owed;

  /** The peer spends credit; false if it has less. */
  boolean take(long bytes) {
    if (bytes > window) {
      return false;
    }
    window -= (int) bytes;
    return true;
  }

  void delivered(int bytes) {
    unconsumed += bytes;
  }

  /** The handler is done with bytes; says how much credit goes back now, 0 for none yet. */
  int consumed(int bytes) {
    if (bytes < 0 || bytes > unconsumed) {
      throw new IllegalStateException(
          "stream: want at most %d bytes consumed, found %d".formatted(unconsumed, bytes));
    }
    unconsumed -= bytes;
    owed += bytes;
    if (owed < BYTES / 2) {
      return 0;
    }
    int credit = owed;
    owed = 0;
    window += credit;
    return credit;
  }

  int unconsumed() {
    return unconsumed;
  }
}
