package io.dtvn.benchmarks.load;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a network had used up at one moment, over all its nodes; empty where it cannot be told.
 *
 * @param cpuNanos CPU time of all processes
 * @param fsyncs groups of records made durable
 * @param sentBytes bytes sent to peers
 * @param loadIncluded whether the CPU time holds that of the load, too
 */
record Usage(
    OptionalLong cpuNanos, OptionalLong fsyncs, OptionalLong sentBytes, boolean loadIncluded) {

  /** What was used since {@code before}. */
  Usage since(Usage before) {
    return new Usage(
        minus(cpuNanos, before.cpuNanos),
        minus(fsyncs, before.fsyncs),
        minus(sentBytes, before.sentBytes),
        loadIncluded);
  }

  /** A share of {@code used} for each of {@code operations}. */
  static Optional<Double> each(OptionalLong used, long operations) {
    return used.isEmpty() || operations == 0
        ? Optional.empty()
        : Optional.of((double) used.getAsLong() / operations);
  }

  private static OptionalLong minus(OptionalLong after, OptionalLong before) {
    return after.isPresent() && before.isPresent()
        ? OptionalLong.of(after.getAsLong() - before.getAsLong())
        : OptionalLong.empty();
  }
}
