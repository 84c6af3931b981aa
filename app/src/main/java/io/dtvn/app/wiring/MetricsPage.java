package io.dtvn.app.wiring;

import io.dtvn.app.config.NodeConfig;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.MetricsProvider;
import io.dtvn.ports.spi.MetricsProvider.MetricsConfig;
import io.dtvn.ports.spi.MetricsProvider.MetricsServer;

/** The page of a node's numbers, if the configuration wants one. */
final class MetricsPage {

  private static final MetricsServer NONE = new NotServed();

  private MetricsPage() {}

  /**
   * Opens it.
   *
   * @throws MetricsProvider.MetricsStartException if the address cannot be bound
   */
  static MetricsServer open(MetricsProvider provider, NodeConfig config) {
    if (!config.metrics().enabled()) {
      return NONE;
    }
    int port = config.metrics().portBeside(config.network().listenPort());
    return provider.open(new MetricsConfig(config.metrics().address(), port));
  }

  /** Where it is, for people. */
  static String url(MetricsServer server, NodeConfig config) {
    return server.equals(NONE)
        ? "none"
        : "http://%s:%d/metrics".formatted(config.metrics().address(), server.port());
  }

  private static final class NotServed implements MetricsServer {

    @Override
    public Metrics metrics() {
      return Metrics.NONE;
    }

    @Override
    public int port() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
