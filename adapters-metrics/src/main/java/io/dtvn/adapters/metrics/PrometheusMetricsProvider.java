package io.dtvn.adapters.metrics;

import io.dtvn.ports.spi.MetricsProvider;

/**
 * Numbers kept by Micrometer and served as Prometheus text: {@code prometheus} in the
 * configuration. Stateless and thread-safe.
 */
public final class PrometheusMetricsProvider implements MetricsProvider {

  /** Creates the provider. */
  public PrometheusMetricsProvider() {}

  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public MetricsServer open(MetricsConfig config) {
    return PageServer.open(config, Readers.PATIENCE);
  }
}
