package io.dtvn.benchmarks.load;

import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What one client saw while it was measured. Not thread-safe. */
final class Tally {

  private static final long LATENCY_MAX_NANOS = 60_000_000_000L;

  private final Histogram nanos = new Histogram(LATENCY_MAX_NANOS, 3);
  private final SortedMap<String, Long> errors = new TreeMap<>();

  /** An operation was answered with success after this time. */
  void succeeded(long elapsedNanos) {
    nanos.recordValue(Math.min(elapsedNanos, LATENCY_MAX_NANOS));
  }

  /** An operation was not answered with success. */
  void failed(String kind) {
    errors.merge(kind, 1L, Long::sum);
  }

  /** Takes over what another client saw. */
  void add(Tally other) {
    nanos.add(other.nanos);
    other.errors.forEach((kind, count) -> errors.merge(kind, count, Long::sum));
  }

  Histogram nanos() {
    return nanos;
  }

  SortedMap<String, Long> errors() {
    return errors;
  }
}
