package io.dtvn.adapters.metrics;

import io.dtvn.ports.out.Metrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;

/**
 * Numbers kept in a Micrometer registry. Thread-safe. A metric whose name Micrometer would change
 * or that comes without help is a bug of whoever made it, and is told at once.
 *
 * @param registry throws when a name comes with other labels than before
 */
record MicrometerMetrics(PrometheusMeterRegistry registry) implements Metrics {

  private static final Pattern NAME =
      Pattern.compile("dtvn_(consensus|gossip|network|ticket|storage|api|node)(_[a-z0-9]+)+");
  private static final String INFO = "_info";

  @Override
  public Counter counter(Metric metric) {
    check(metric, metric.name().endsWith("_total"), "a counter that ends in _total");
    io.micrometer.core.instrument.Counter counter =
        io.micrometer.core.instrument.Counter.builder(metric.name())
            .description(metric.help())
            .tags(tags(metric))
            .register(registry);
    return amount -> {
      if (amount > 0) { // a counter that falls would throw
        counter.increment((double) amount);
      }
    };
  }

  @Override
  public Timer timer(Metric metric) {
    check(metric, metric.name().endsWith("_seconds"), "a timer that ends in _seconds");
    io.micrometer.core.instrument.Timer timer =
        io.micrometer.core.instrument.Timer.builder(metric.name())
            .description(metric.help())
            .tags(tags(metric))
            .serviceLevelObjectives(Scale.of(metric).ends())
            .register(registry);
    return nanos -> timer.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  @Override
  public void gauge(Metric metric, DoubleSupplier value) {
    check(metric, !metric.name().endsWith("_total"), "a gauge that does not end in _total");
    Gauge.builder(registryName(metric.name()), value, DoubleSupplier::getAsDouble)
        .description(metric.help())
        .tags(tags(metric))
        .strongReference(true)
        .register(registry);
  }

  /** An information metric keeps the end of its name only in this spelling. */
  private static String registryName(String name) {
    return name.endsWith(INFO) ? name.substring(0, name.length() - INFO.length()) + ".info" : name;
  }

  private static List<Tag> tags(Metric metric) {
    return metric.labels().entrySet().stream()
        .map(label -> Tag.of(label.getKey(), label.getValue()))
        .toList();
  }

  private static void check(Metric metric, boolean fits, String wanted) {
    if (!fits || !NAME.matcher(metric.name()).matches() || metric.help().isBlank()) {
      throw new IllegalStateException(
          "metric %s: want %s, begins with dtvn_ and its group (%s), and has a help text"
              .formatted(metric.name(), wanted, NAME));
    }
  }
}
