package io.dtvn.benchmarks.load;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What all clients saw while they were measured. Thread-safe. */
final class Tally {

  private static final long LATENCY_MAX_NANOS = 60_000_000_000L;

  private final Histogram nanos = new ConcurrentHistogram(LATENCY_MAX_NANOS, 3);
  private final ConcurrentSkipListMap<String, LongAdder> errors = new ConcurrentSkipListMap<>();

  /** An operation was answered with success after this time. */
  void succeeded(long elapsedNanos) {
    nanos.recordValue(Math.min(elapsedNanos, LATENCY_MAX_NANOS));
  }

  /** An operation was not answered with success. */
  void failed(String kind) {
    errors.computeIfAbsent(kind, _ -> new LongAdder()).increment();
  }

  Histogram nanos() {
    return nanos;
  }

  /** How often what went wrong. */
  SortedMap<String, Long> errors() {
    SortedMap<String, Long> counts = new TreeMap<>();
    errors.forEach((kind, count) -> counts.put(kind, count.sum()));
    return counts;
  }
}
