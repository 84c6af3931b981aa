package io.dtvn.ports.out;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * Where a node's numbers go. Asking twice for the same metric gives the same one. Thread-safe; what
 * is returned is recorded to from hot paths: recording never blocks and never fails.
 */
public interface Metrics {

  /** Takes numbers and forgets them: for a node whose metrics are not served. */
  Metrics NONE = new Forgetful();

  /** A number that only grows. */
  Counter counter(Metric metric);

  /** How long something takes: count, sum and a distribution. */
  Timer timer(Metric metric);

  /** A number that is read whenever metrics are asked for; {@code value} must not block. */
  void gauge(Metric metric, DoubleSupplier value);

  /** A number that only grows. */
  interface Counter {

    /** Adds one. */
    default void increment() {
      add(1);
    }

    /** Adds {@code amount}, 0 or more. */
    void add(long amount);
  }

  /** How long something takes. */
  interface Timer {

    /** Records one that took {@code nanos}. */
    void record(long nanos);
  }

  /**
   * What is measured.
   *
   * @param name {@code dtvn_}, group, name and base unit, as Prometheus writes it: {@code
   *     dtvn_storage_fsync_seconds}
   * @param help one sentence for whoever reads the number
   * @param labels what it is told apart by: few values, known beforehand; never a ticket or an
   *     operation
   */
  record Metric(String name, String help, SortedMap<String, String> labels) {

    /** Copies the labels. */
    public Metric {
      labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** A metric without labels. */
    public static Metric of(String name, String help) {
      return new Metric(name, help, new TreeMap<>());
    }

    /** The same metric for one value of {@code label}. */
    public Metric with(String label, String value) {
      SortedMap<String, String> more = new TreeMap<>(labels);
      more.putAll(Map.of(label, value));
      return new Metric(name, help, more);
    }
  }

  /** See {@link #NONE}. */
  final class Forgetful implements Metrics {

    private Forgetful() {}

    @Override
    public Counter counter(Metric metric) {
      return amount -> {};
    }

    @Override
    public Timer timer(Metric metric) {
      return nanos -> {};
    }

    @Override
    public void gauge(Metric metric, DoubleSupplier value) {}
  }
}
