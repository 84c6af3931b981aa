package io.dtvn.adapters.http;

import io.dtvn.ports.out.Metrics;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/** Remembers each series: how often it grew, or what it reads. Thread-safe. */
final class RecordedMetrics implements Metrics {

  private final ConcurrentMap<String, AtomicLong> counts = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

  @Override
  public Counter counter(Metric metric) {
    return count(metric)::addAndGet;
  }

  @Override
  public Timer timer(Metric metric) {
    AtomicLong count = count(metric);
    return nanos -> {
      if (nanos > 0) {
        count.incrementAndGet();
      }
    };
  }

  @Override
  public void gauge(Metric metric, DoubleSupplier value) {
    gauges.put(series(metric), value);
  }

  /** What {@code series} counted, such as {@code requests_total{method=GET}}. */
  long count(String series) {
    AtomicLong count = counts.get("dtvn_api_" + series);
    return count == null ? 0 : count.get();
  }

  double gauge(String series) {
    DoubleSupplier gauge = gauges.get("dtvn_api_" + series);
    return gauge == null ? Double.NaN : gauge.getAsDouble();
  }

  /** Everything that was counted. */
  SortedMap<String, Long> all() {
    SortedMap<String, Long> all = new TreeMap<>();
    counts.forEach((series, count) -> all.put(series, count.get()));
    return all;
  }

  private AtomicLong count(Metric metric) {
    return counts.computeIfAbsent(series(metric), _ -> new AtomicLong());
  }

  private static String series(Metric metric) {
    return metric.labels().isEmpty()
        ? metric.name()
        : metric.name() + metric.labels().toString().replace(", ", ",");
  }
}
