package io.dtvn.adapters.http;

import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.Metrics.Counter;
import io.dtvn.ports.out.Metrics.Metric;
import io.dtvn.ports.out.Metrics.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** The numbers of this door. Thread-safe. */
final class ApiMetrics {

  /** The status of a request whose connection ended before the answer. */
  private static final String UNANSWERED = "none";

  private static final Metric REQUESTS =
      Metric.of("dtvn_api_requests_total", "Requests by route and status.");
  private static final Metric LATENCY =
      Metric.of(
          "dtvn_api_latency_seconds", "From a whole request for tickets to its answer, by route.");
  private static final Metric REJECTED =
      Metric.of(
          "dtvn_api_rejected_total",
          "Requests and connections refused before they were looked at.");
  private static final Metric WEB_SOCKETS =
      Metric.of("dtvn_api_websocket_connections", "Open WebSockets.");
  private static final Metric DROPPED =
      Metric.of("dtvn_api_websocket_dropped_total", "WebSockets closed because nobody read them.");

  private final Metrics metrics;
  private final Counter droppedWebSockets;
  private final Map<Answered, Counter> requests = new ConcurrentHashMap<>();
  private final Map<Route, Timer> latencies = new ConcurrentHashMap<>();
  private final Map<String, Counter> rejections = new ConcurrentHashMap<>();

  ApiMetrics(Metrics metrics, IntSupplier webSockets) {
    this.metrics = metrics;
    this.droppedWebSockets = metrics.counter(DROPPED);
    metrics.gauge(WEB_SOCKETS, webSockets::getAsInt);
  }

  private record Answered(Route route, String status) {}

  /** A request along {@code route} was answered, {@code nanos} after it was there. */
  void answered(Route route, int status, long nanos) {
    answered(route, status);
    if (!route.isForTickets()) {
      return; // a distribution is ten series for each route
    }
    latencies.computeIfAbsent(route, key -> metrics.timer(labelled(LATENCY, key))).record(nanos);
  }

  /** A request along {@code route} was answered by the door itself. */
  void answered(Route route, int status) {
    count(route, Integer.toString(status));
  }

  /** The connection ended before the answer was made. */
  void unanswered(Route route) {
    count(route, UNANSWERED);
  }

  /** A request along {@code route} was refused before anybody looked at it. */
  void refused(Route route, Failure failure) {
    answered(route, failure.status());
    rejected(failure.code().toLowerCase(Locale.ROOT));
  }

  /** A connection was closed without a word: there are far too many. */
  void closedUnheard() {
    rejected("too_many_connections");
  }

  void droppedWebSocket() {
    droppedWebSockets.increment();
  }

  private void count(Route route, String status) {
    requests
        .computeIfAbsent(
            new Answered(route, status),
            key -> metrics.counter(labelled(REQUESTS, key.route()).with("status", key.status())))
        .increment();
  }

  private void rejected(String reason) {
    rejections
        .computeIfAbsent(reason, word -> metrics.counter(REJECTED.with("reason", word)))
        .increment();
  }

  private static Metric labelled(Metric metric, Route route) {
    return metric.with("method", route.method()).with("endpoint", route.endpoint());
  }
}
