package io.dtvn.adapters.libp2p.yamux;

import java.util.BitSet;

/**
 * The stream ids that the peer has used. They rise, but those opened at the same moment may
 * overtake each other, so the last few are kept one by one. Not thread-safe.
 */
final class SeenIds {

  private static final int KEPT = 512;

  private final BitSet seen = new BitSet(KEPT);
  private long highest = -1;

  /** Notes the {@code number}th id; false if it was used before, or is too far behind. */
  boolean add(long number) {
    if (number > highest) {
      long clear = Math.min(KEPT, number - highest);
      for (long i = 0; i < clear; i++) {
        seen.clear((int) ((number - i) % KEPT));
      }
      highest = number;
    } else if (highest - number >= KEPT || seen.get((int) (number % KEPT))) {
      return false;
    }
    seen.set((int) (number % KEPT));
    return true;
  }
}
