package io.dtvn.benchmarks.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long each of many equal steps took. One thread at a time. */
final class Latencies {

  private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
  private static final double NANOS_PER_MILLI = 1e6;

  private final Histogram nanos = new Histogram(NANOS_MAX, 3);
  private final long started = System.nanoTime();
  private long ended = started;

  void add(long stepStarted) {
    ended = System.nanoTime();
    nanos.recordValue(Math.min(NANOS_MAX, ended - stepStarted));
  }

  /** Adds those of another thread, measured at the same time. */
  void add(Latencies other) {
    nanos.add(other.nanos);
    ended = Math.max(ended, other.ended);
  }

  /** Writes count, rate and percentiles. */
  void writeTo(ObjectNode json) {
    double seconds = (ended - started) / 1e9;
    json.put("count", nanos.getTotalCount())
        .put("per_second", seconds == 0 ? 0 : nanos.getTotalCount() / seconds)
        .put("p50_ms", nanos.getValueAtPercentile(50) / NANOS_PER_MILLI)
        .put("p99_ms", nanos.getValueAtPercentile(99) / NANOS_PER_MILLI)
        .put("p999_ms", nanos.getValueAtPercentile(99.9) / NANOS_PER_MILLI)
        .put("max_ms", nanos.getMaxValue() / NANOS_PER_MILLI);
  }
}
