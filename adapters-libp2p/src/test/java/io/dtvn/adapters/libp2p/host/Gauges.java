package io.dtvn.adapters.libp2p.host;

import io.dtvn.domain.membership.PeerId;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Metrics that a test can read. */
final class Gauges implements Metrics {

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

  @Override
  public Counter counter(Metric metric) {
    return counters.computeIfAbsent(key(metric), _ -> new LongAdder())::add;
  }

  @Override
  public Timer timer(Metric metric) {
    return _ -> {};
  }

  @Override
  public void gauge(Metric metric, DoubleSupplier value) {
    gauges.put(key(metric), value);
  }

  /** The gauge whose name contains {@code part}. */
  double value(String part) {
    return gauges.entrySet().stream()
        .filter(entry -> entry.getKey().contains(part))
        .mapToDouble(entry -> entry.getValue().getAsDouble())
        .findFirst()
        .orElseThrow();
  }

  double value(String part, Signer peer) {
    String label = PeerId.of(peer.publicKey()).text();
    return gauges.entrySet().stream()
        .filter(entry -> entry.getKey().contains(part) && entry.getKey().contains(label))
        .mapToDouble(entry -> entry.getValue().getAsDouble())
        .findFirst()
        .orElseThrow();
  }

  /** The counter whose name and label contain these. */
  long count(String part, String label) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().contains(part) && entry.getKey().contains(label))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  private static String key(Metric metric) {
    return metric.name() + metric.labels();
  }
}
