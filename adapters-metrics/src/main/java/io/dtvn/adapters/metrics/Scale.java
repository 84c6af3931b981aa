package io.dtvn.adapters.metrics;

import io.dtvn.ports.out.Metrics.Metric;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Where the buckets of a distribution end. Each bucket is a series for each value of a label, so a
 * timer with labels has a coarser scale.
 */
enum Scale {
  /** What a disk does: 50 µs to 2 s. */
  DISK,
  /** One thing that is waited for: 0.5 ms to 10 s. */
  FINE,
  /** The same for each of many. */
  COARSE;

  static Scale of(Metric metric) {
    if (metric.name().startsWith("dtvn_storage_")) {
      return DISK;
    }
    return metric.labels().isEmpty() ? FINE : COARSE;
  }

  /** Upper ends, rising. */
  Duration[] ends() {
    LongStream micros =
        switch (this) {
          case DISK -> LongStream.of(50, 200, 1_000, 5_000, 20_000, 100_000, 500_000, 2_000_000);
          case FINE ->
              LongStream.of(
                  500,
                  1_000,
                  2_000,
                  5_000,
                  10_000,
                  20_000,
                  50_000,
                  100_000,
                  200_000,
                  500_000,
                  1_000_000,
                  2_000_000,
                  5_000_000,
                  10_000_000);
          case COARSE -> LongStream.of(500, 2_500, 10_000, 50_000, 250_000, 1_000_000, 10_000_000);
        };
    return micros.mapToObj(end -> Duration.ofNanos(end * 1_000)).toArray(Duration[]::new);
  }
}
