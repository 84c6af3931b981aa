package io.dtvn.app.config;

/**
 * The group {@code metrics}: the page for Prometheus.
 *
 * @param enabled whether metrics are served; true
 * @param address where; {@code 127.0.0.1}
 * @param port 0 to 65535; 0: see {@link #portBeside}; 0
 */
public record MetricsGroup(boolean enabled, String address, int port) {

  static final MetricsGroup DEFAULT = new MetricsGroup(true, "127.0.0.1", 0);

  private static final int FIRST = 9090;
  private static final int FIRST_LISTEN_PORT = 4001;

  /** Checks the port. */
  public MetricsGroup {
    ConfigException.checkRange("metrics.port", port, 0, 65535);
  }

  /**
   * The port to serve at: the configured one, or else 9090 for the node that listens for peers at
   * 4001, 9091 for 4002 and so on. A node that listens at any free port (0) takes any free one.
   *
   * @throws ConfigException if that is no port
   */
  public int portBeside(int listenPort) {
    if (port != 0 || listenPort == 0) {
      return port;
    }
    int derived = FIRST + listenPort - FIRST_LISTEN_PORT;
    ConfigException.check(
        derived <= 65535,
        "metrics.port: want at most 65535, found %d + (network.listen_port %d - %d); set it"
            .formatted(FIRST, listenPort, FIRST_LISTEN_PORT));
    return derived;
  }
}
