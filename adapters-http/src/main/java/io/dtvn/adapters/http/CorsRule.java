package io.dtvn.adapters.http;

import io.dtvn.ports.spi.ApiProvider.Cors;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;

/**
 * Which pages of other origins may call (the Fetch standard's CORS protocol). Never with
 * credentials.
 */
record CorsRule(Cors cors) {

  private static final String METHODS = "GET, POST, PUT, DELETE, OPTIONS";
  private static final String HEADERS = "Content-Type, Authorization, X-API-Key, Idempotency-Key";

  /** What {@code Access-Control-Allow-Origin} says to the page that calls, or empty: nothing. */
  Optional<String> allowed(HttpHeaders request) {
    String origin = request.get("Origin");
    if (origin == null) {
      return Optional.empty();
    }
    if (cors.anyOrigin()) {
      return Optional.of("*");
    }
    return cors.origins().contains(origin) ? Optional.of(origin) : Optional.empty();
  }

  /** Whether {@code request} is a question of an allowed page's browser before the real call. */
  boolean isPreflight(HttpRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains("Access-Control-Request-Method")
        && allowed(request.headers()).isPresent();
  }

  /** Marks the answer to a call of the page that {@code allowed} names. */
  void mark(HttpHeaders answer, Optional<String> allowed) {
    if (!cors.anyOrigin() && !cors.origins().isEmpty()) {
      answer.set("Vary", "Origin");
    }
    if (allowed.isPresent()) {
      answer.set("Access-Control-Allow-Origin", allowed.get());
      answer.set("Access-Control-Allow-Methods", METHODS);
      answer.set("Access-Control-Allow-Headers", HEADERS);
    }
  }

  void markPreflight(HttpHeaders answer) {
    answer.set("Access-Control-Max-Age", "600");
  }
}
