package io.dtvn.consensus.pbft.cluster;

import java.util.SplittableRandom;

/**
 * One stream of random numbers for each concern, so that a new draw in one does not reshuffle the
 * others.
 */
record RandomStreams(
    SplittableRandom network,
    SplittableRandom disk,
    SplittableRandom clock,
    SplittableRandom workload,
    SplittableRandom faults,
    SplittableRandom ties) {

  static RandomStreams of(long seed) {
    return new RandomStreams(
        stream(seed, 1),
        stream(seed, 2),
        stream(seed, 3),
        stream(seed, 4),
        stream(seed, 5),
        stream(seed, 6));
  }

  private static SplittableRandom stream(long seed, int concern) {
    return new SplittableRandom(seed * 31 + concern);
  }
}
