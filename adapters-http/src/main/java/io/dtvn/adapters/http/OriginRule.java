package io.dtvn.adapters.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which pages may open a WebSocket. A browser asks nobody before it connects, so the page's origin
 * decides: none (no browser), the node's own, one of this machine, or a listed one.
 */
record OriginRule(List<String> listed) {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  OriginRule {
    listed = listed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
  }

  boolean permits(HttpHeaders headers) {
    String origin = headers.get("Origin");
    if (origin == null) {
      return true;
    }
    String lower = origin.toLowerCase(Locale.ROOT);
    return listed.contains(lower) || isOwn(lower, headers.get("Host", ""));
  }

  private static boolean isOwn(String origin, String host) {
    try {
      URI page = URI.create(origin);
      String authority = page.getRawAuthority();
      String name = page.getHost();
      return authority != null
          && name != null
          && (authority.equalsIgnoreCase(host) || THIS_MACHINE.contains(name));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
