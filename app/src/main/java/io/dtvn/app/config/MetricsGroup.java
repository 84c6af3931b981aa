package io.dtvn.app.config;

/**
 * The group {@code metrics}; without effect in this version.
 *
 * @param enabled whether metrics are served; true
 * @param address where; {@code 127.0.0.1}
 * @param port 0: 9090 + ({@code network.listen_port} - 4001); 0
 */
public record MetricsGroup(boolean enabled, String address, int port) {

  static final MetricsGroup DEFAULT = new MetricsGroup(true, "127.0.0.1", 0);
}
