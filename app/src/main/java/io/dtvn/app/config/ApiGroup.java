package io.dtvn.app.config;

import java.util.List;

/**
 * The group {@code api}: the HTTP door.
 *
 * @param address host name or IP address to bind; {@code 127.0.0.1}
 * @param port 0 to 65535, 0 picks a free one; 8080
 * @param enableCors let pages of any origin call, with development keys only; false
 * @param corsOrigins full origins whose pages may call; none
 */
public record ApiGroup(String address, int port, boolean enableCors, List<String> corsOrigins) {

  static final ApiGroup DEFAULT = new ApiGroup("127.0.0.1", 8080, false, List.of());

  /** Checks the port. */
  public ApiGroup {
    ConfigException.checkRange("api.port", port, 0, 65535);
    corsOrigins = List.copyOf(corsOrigins);
  }
}
