package io.dtvn.adapters.http;

import io.dtvn.domain.codec.MalformedException;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request as it is counted: never by an id or anything else that a caller may choose.
 *
 * @param method {@code GET}, {@code POST} or {@code other}; HEAD is served, and counted, as GET
 * @param endpoint the path with {@code {id}} for an id, or {@code other} for what is not served
 */
record Route(String method, String endpoint) {

  static final Route WEB_SOCKET = new Route("GET", Gate.WEB_SOCKET);

  private static final String OTHER = "other";
  private static final String TICKETS = "/api/v1/tickets";
  private static final String TICKET = TICKETS + "/{id}";
  private static final String HISTORY = TICKET + "/history";

  private static final Set<Route> SERVED =
      Stream.concat(
              routes(
                  "GET",
                  "/health",
                  "/health/ready",
                  "/api/v1/status",
                  "/api/v1/stats",
                  "/api/v1/peers",
                  "/api/v1/config",
                  "/api/v1/node/crypto",
                  "/api/v1/storage/entries",
                  "/api/v1/consensus/logs",
                  TICKETS,
                  TICKET,
                  HISTORY,
                  Gate.WEB_SOCKET),
              routes(
                  "POST",
                  TICKETS,
                  TICKETS + "/batch",
                  TICKETS + "/seed",
                  TICKETS + "/validate",
                  TICKETS + "/consume",
                  TICKETS + "/dispute",
                  TICKETS + "/admit",
                  TICKETS + "/release",
                  TICKETS + "/annul",
                  TICKETS + "/resolve",
                  TICKETS + "/revoke",
                  "/api/v1/storage/backup",
                  "/api/v1/storage/compact",
                  "/api/v1/storage/check"))
          .collect(Collectors.toUnmodifiableSet());

  /** All that are served. */
  static Set<Route> served() {
    return SERVED;
  }

  /** Whether it is for tickets: what callers wait for. The rest is asked by people and probes. */
  boolean isForTickets() {
    return endpoint.startsWith(TICKETS);
  }

  /** The route of a request that was taken. */
  static Route of(HttpMethod method, RequestTarget target) {
    String word = word(method);
    return Stream.<Function<String, Optional<String>>>of(Optional::of, Route::template)
        .flatMap(form -> form.apply(target.path()).stream())
        .map(endpoint -> new Route(word, endpoint))
        .filter(SERVED::contains)
        .findFirst()
        .orElse(new Route(word, OTHER));
  }

  /** The route of a request that was refused by its head, which may be no HTTP at all. */
  static Route of(HttpRequest head) {
    if (head.decoderResult().isFailure()) {
      return new Route(OTHER, OTHER);
    }
    try {
      return of(head.method(), RequestTarget.parse(head.uri()));
    } catch (MalformedException _) {
      return new Route(word(head.method()), OTHER);
    }
  }

  private static Optional<String> template(String path) {
    if (!path.startsWith(TICKETS + "/")) {
      return Optional.empty();
    }
    String behind = path.substring(TICKETS.length() + 1);
    int slash = behind.indexOf('/');
    if (slash < 0) {
      return Optional.of(TICKET);
    }
    return behind.substring(slash).equals("/history") ? Optional.of(HISTORY) : Optional.empty();
  }

  private static String word(HttpMethod method) {
    return switch (method.name()) {
      case "GET", "HEAD" -> "GET";
      case "POST" -> "POST";
      default -> OTHER;
    };
  }

  private static Stream<Route> routes(String method, String... endpoints) {
    return Stream.of(endpoints).map(endpoint -> new Route(method, endpoint));
  }
}
