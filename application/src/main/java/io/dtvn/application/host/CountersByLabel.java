package io.dtvn.application.host;

import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.Metrics.Counter;
import io.dtvn.ports.out.Metrics.Metric;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counters of one metric by the value of one label, made when first used. Thread-safe. */
final class CountersByLabel {

  /** Values are few; should somebody invent more, they are counted together. */
  private static final int LABELS_MAX = 64;

  private static final String OTHER = "other";

  private final Metrics metrics;
  private final Metric metric;
  private final String label;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  CountersByLabel(Metrics metrics, Metric metric, String label) {
    this.metrics = metrics;
    this.metric = metric;
    this.label = label;
  }

  Counter at(String value) {
    Counter known = counters.get(value);
    return known == null ? fresh(counters.size() < LABELS_MAX ? value : OTHER) : known;
  }

  private Counter fresh(String value) {
    return counters.computeIfAbsent(value, v -> metrics.counter(metric.with(label, v)));
  }
}
