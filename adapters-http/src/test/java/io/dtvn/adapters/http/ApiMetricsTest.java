package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.in.WatchTickets.TicketChange;
import io.dtvn.ports.spi.ApiProvider.ApiConfig;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is counted at the door, and that a caller cannot make it more. */
class ApiMetricsTest extends ApiTest {

  private static final String T1 = "{'ticket_id':'T1'}";
  private static final String UPGRADE =
      "GET /ws HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

  private final FakeNode node = new FakeNode();
  private final RecordedMetrics metrics = new RecordedMetrics();

  @Test
  void a_request_is_counted_by_route_and_status_and_timed() {
    Api api = openCounted(OPEN);
    api.post(T, T1);
    api.post(T + "/validate", T1);
    api.post(T + "/consume", T1);
    api.post(T + "/consume", T1);
    api.get(T + "/T1");
    api.get(T + "/T1/history");
    api.get(T + "/T2");
    api.call("HEAD", "/health", noBody());
    assertRequests("POST", T, 201, 1);
    assertRequests("POST", T + "/consume", 200, 1);
    assertRequests("POST", T + "/consume", 409, 1);
    assertRequests("GET", T + "/{id}", 200, 1);
    assertRequests("GET", T + "/{id}/history", 200, 1);
    assertRequests("GET", T + "/{id}", 404, 1);
    assertRequests("GET", "/health", 200, 1);
    assertThat(metrics.count(latency("POST", T + "/consume"))).isEqualTo(2);
    assertThat(metrics.count(latency("GET", T + "/{id}"))).isEqualTo(2);
    assertThat(metrics.all()).doesNotContainKey("dtvn_api_" + latency("GET", "/health"));
    assertThat(metrics.all().toString()).doesNotContain("rejected");
  }

  @Test
  void a_thousand_tickets_leave_the_series_as_they_were() {
    Api api = openCounted(OPEN);
    try (RawSocket socket = api.connect()) {
      tour(api, socket, 0);
      Set<String> before = metrics.all().keySet();
      for (int i = 1; i <= 1000; i++) {
        tour(api, socket, i);
      }
      assertThat(metrics.all().keySet()).isEqualTo(before);
      assertThat(metrics.all().toString()).doesNotContain("TICKET", "SCAN", "BREW");
    }
  }

  /** Ids, paths and methods that nobody has used before. */
  private void tour(Api api, RawSocket socket, int i) {
    api.post(T, "{'ticket_id':'TICKET%d'}".formatted(i));
    api.post(T + "/admit", "{'ticket_id':'TICKET%d'}".formatted(i));
    api.get(T + "/TICKET" + i, "X-Request-Id", "TICKET" + i);
    socket.get("/SCAN" + i).answer();
    socket.request("BREW" + i, T + "/TICKET" + i, "").answer();
  }

  @Test
  void what_is_not_served_has_one_word() {
    Api api = openCounted(OPEN);
    api.get("/nowhere");
    api.get(T + "/T1/history/x");
    api.get("/api/v1/status/");
    api.post("/api/v1/status", T1);
    api.call("DELETE", T, noBody());
    assertRequests("GET", "other", 404, 3);
    assertRequests("POST", "other", 405, 1);
    assertRequests("other", "other", 405, 1);
  }

  @Test
  void what_is_refused_at_the_door_is_counted_with_the_reason() {
    Api api = openCounted(withKey("secret"));
    api.get("/api/v1/status");
    api.get("/metrics");
    try (RawSocket large = api.connect();
        RawSocket broken = api.connect();
        RawSocket escape = api.connect()) {
      large.send("POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 104857600\r\n\r\n").answer();
      broken.send("hello\r\n\r\n").answer();
      escape.get("/%zz").answer();
    }
    assertRequests("GET", "/api/v1/status", 401, 1);
    assertRequests("other", "other", 400, 1);
    assertRequests("GET", "other", 400, 1);
    assertThat(metrics.count("rejected_total{reason=unauthenticated}")).isEqualTo(1);
    assertThat(metrics.count("rejected_total{reason=too_large}")).isEqualTo(1);
    assertThat(metrics.count("rejected_total{reason=malformed}")).isEqualTo(2);
    assertThat(metrics.count(latency("GET", "/api/v1/status"))).isZero();
  }

  @Test
  void connections_that_are_too_many_are_counted() {
    Limits one = limits(1);
    Api api = started(HttpServer.open(OPEN, node.useCases(), one, metrics));
    String unheard = "rejected_total{reason=too_many_connections}";
    try (RawSocket served = api.connect()) {
      assertThat(served.get("/health").status()).isEqualTo(200);
      try (RawSocket _ = api.connect();
          RawSocket _ = api.connect();
          RawSocket _ = api.connect()) {
        Await.until("one is kept, to be told", () -> metrics.count(unheard) == 2);
      }
    }
  }

  @Test
  void a_caller_that_goes_before_the_answer_is_counted_too() {
    Api api = openCounted(OPEN);
    CompletableFuture<Void> late = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    node.takeCourse(
        answer -> {
          asked.countDown();
          return late.thenCombine(answer, (_, real) -> real);
        });
    try (RawSocket socket = api.connect()) {
      socket.request("POST", T + "/admit", T1.replace('\'', '"'));
      Await.until("the node has it", () -> asked.getCount() == 0);
    }
    Await.until("it is counted", () -> metrics.count(requests("POST", T + "/admit", "none")) == 1);
    late.complete(null);
  }

  @Test
  void web_sockets_are_counted_and_those_that_nobody_reads() {
    Api api = openCounted(OPEN);
    TicketChange change =
        new TicketChange.Changed(new TicketId("x".repeat(200)), ActionType.ISSUE, 0);
    try (RawSocket deaf = api.connect()) {
      deaf.send(UPGRADE).answer();
      assertThat(metrics.gauge("websocket_connections")).isEqualTo(1);
      for (int i = 0; i < 3 * Feed.FRAMES; i++) {
        node.tell(change);
      }
      Await.until("it is dropped", () -> metrics.gauge("websocket_connections") == 0);
    }
    assertRequests("GET", "/ws", 101, 1);
    assertThat(metrics.count("websocket_dropped_total")).isEqualTo(1);
  }

  @Test
  void every_route_of_the_controllers_is_known_and_no_other() throws Exception {
    Set<Route> found = new HashSet<>();
    found.add(Route.WEB_SOCKET);
    for (Class<?> controller : controllers()) {
      String path = controller.getAnnotation(Controller.class).value();
      for (Method method : controller.getDeclaredMethods()) {
        routeOf(method)
            .ifPresent(route -> found.add(new Route(route.method(), path + route.endpoint())));
      }
    }
    assertThat(Route.served()).isEqualTo(found);
  }

  private static Optional<Route> routeOf(AnnotatedElement method) {
    Get get = method.getAnnotation(Get.class);
    Post post = method.getAnnotation(Post.class);
    return Optional.ofNullable(get)
        .map(at -> new Route("GET", at.value().equals("/") ? "" : at.value()))
        .or(
            () ->
                Optional.ofNullable(post)
                    .map(at -> new Route("POST", at.value().equals("/") ? "" : at.value())));
  }

  private static Set<Class<?>> controllers()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path classes =
        Path.of(HttpServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<Class<?>> found = new HashSet<>();
    try (Stream<Path> files = Files.list(classes.resolve("io/dtvn/adapters/http"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("Controller.class")) {
          found.add(Class.forName("io.dtvn.adapters.http." + name.replace(".class", "")));
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(3);
    return found;
  }

  private static Limits limits(int connections) {
    Limits all = Limits.standard();
    return new Limits(
        connections,
        all.connectionsOfAddress(),
        all.requestsInFlight(),
        all.webSockets(),
        all.bodyBytes(),
        all.batchBytes(),
        all.bodyBytesInFlight(),
        all.answerBytesInFlight(),
        all.requestWithin(),
        all.answerWithin(),
        all.drainWithin());
  }

  private Api openCounted(ApiConfig config) {
    return started(new HttpApiProvider().open(config, node.useCases(), metrics));
  }

  private void assertRequests(String method, String endpoint, int status, long wanted) {
    String series = requests(method, endpoint, Integer.toString(status));
    assertThat(metrics.count(series)).as("%s in %s", series, metrics.all()).isEqualTo(wanted);
  }

  private static String requests(String method, String endpoint, String status) {
    return "requests_total{endpoint=%s,method=%s,status=%s}".formatted(endpoint, method, status);
  }

  private static String latency(String method, String endpoint) {
    return "latency_seconds{endpoint=%s,method=%s}".formatted(endpoint, method);
  }
}
