package io.dtvn.adapters.libp2p.host;

import java.util.random.RandomGenerator;

/** Delays that double from one failure to the next, up to about five seconds, and never end. */
final class Backoff {

  static final int MILLIS_MAX = 5000;

  private static final int FIRST_MILLIS = 100;

  private final RandomGenerator random;
  private int millis = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The next delay: half of it certain and half of it chance, so that peers do not meet. */
  int nextMillis() {
    int delay = millis / 2 + random.nextInt(millis / 2 + 1);
    millis = Math.min(2 * millis, MILLIS_MAX);
    return delay;
  }

  /** Something worked. */
  void reset() {
    millis = FIRST_MILLIS;
  }
}
