package io.dtvn.benchmarks.load;

import java.net.URI;
import java.util.Optional;

/**
 * Where the load goes.
 *
 * @param host host name or address
 * @param port TCP port
 * @param apiKey what every call shows; empty: nothing
 */
record Target(String host, int port, Optional<String> apiKey) {

  static Target of(URI url, Optional<String> apiKey) {
    if (!"http".equals(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "--url '%s': want a form such as http://127.0.0.1:8080".formatted(url));
    }
    return new Target(url.getHost(), url.getPort() < 0 ? 80 : url.getPort(), apiKey);
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
