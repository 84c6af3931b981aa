package io.dtvn.consensus.pbft.repair;

import java.util.Arrays;

/**
 * How many bytes each peer may still be given in this period: a question of a few bytes can ask for
 * a whole batch, and answering it costs the loop's time.
 */
final class Allowance {

  private final long bytesMax;
  private final long periodMillis;
  private final long[] since;
  private final long[] given;

  /** Gives each of {@code peers} about {@code bytesMax} in {@code periodMillis}. */
  Allowance(int peers, long bytesMax, long periodMillis) {
    this.bytesMax = bytesMax;
    this.periodMillis = periodMillis;
    this.since = new long[peers];
    this.given = new long[peers];
    Arrays.fill(since, Long.MIN_VALUE);
  }

  /** Whether {@code peer} may be given something at monotonic time {@code now}. */
  boolean isOpen(int peer, long now) {
    if (since[peer] == Long.MIN_VALUE || now - since[peer] >= periodMillis) {
      since[peer] = now;
      given[peer] = 0;
    }
    return given[peer] < bytesMax;
  }

  /** {@code peer} was given {@code bytes}. */
  void give(int peer, int bytes) {
    given[peer] += bytes;
  }
}
