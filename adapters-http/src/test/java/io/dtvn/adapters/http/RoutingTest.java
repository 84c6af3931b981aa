package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and methods that do not exist, and forms of those that do. */
class RoutingTest extends ApiTest {

  private final FakeNode node = new FakeNode();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/api",
        "/api/v1",
        "/api/v1/nowhere",
        "/api/v1/tickets/a/b",
        "/api/v1/tickets/a/history/b",
        "/api/v1/status/",
        "/api//v1/status",
        "//api/v1/status",
        "/health/",
        "/health/live",
        "/API/v1/status",
        "/api/v1/Tickets",
        "/ws/",
        "/ws2",
        "/api/v1/validator-set",
        "/metrics",
        "/./api/v1/status",
        "/x/../api/v1/status"
      })
  void an_unknown_path_is_404_in_the_envelope(String path) {
    try (RawSocket socket = open(node).connect()) {
      assertThat(socket.get(path).answer())
          .startsWith("HTTP/1.1 404 ")
          .containsIgnoringCase("content-type: application/json\r\n")
          .endsWith(
              "{\"success\":false,\"error\":\"Not found: no such path\",\"code\":\"NOT_FOUND\"}\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /api/v1/tickets, 'GET,HEAD,POST'",
    "PUT, /api/v1/tickets/T1, 'GET,HEAD'",
    "POST, /api/v1/tickets/T1, 'GET,HEAD'",
    "DELETE, /api/v1/tickets/validate, 'GET,HEAD,POST'",
    "PATCH, /api/v1/tickets/T1/history, 'GET,HEAD'",
    "POST, /api/v1/status, 'GET,HEAD'",
    "POST, /health, 'GET,HEAD'",
    "OPTIONS, /api/v1/status, 'GET,HEAD'",
    "TRACE, /api/v1/status, 'GET,HEAD'",
    "FETCH, /api/v1/status, 'GET,HEAD'",
    "POST, /ws, 'GET'"
  })
  void a_wrong_method_is_405_and_names_the_right_ones(String method, String path, String allow) {
    try (RawSocket socket = open(node).connect()) {
      String answer = socket.request(method, path, "").answer();
      assertThat(answer).startsWith("HTTP/1.1 405 ").contains("\"code\":\"METHOD_NOT_ALLOWED\"");
      String allowed =
          answer
              .lines()
              .filter(l -> l.toLowerCase(Locale.ROOT).startsWith("allow: "))
              .findFirst()
              .orElse("allow: ");
      assertThat(allowed.substring(7).split(", *")).containsExactlyInAnyOrder(allow.split(","));
    }
  }

  @Test
  void head_has_the_headers_of_get() {
    try (RawSocket socket = open(node).connect()) {
      socket.send(
          "HEAD /health HTTP/1.1\r\n"
              + "Host: x\r\n\r\n"
              + "HEAD /api/v1/tickets HTTP/1.1\r\n"
              + "Host: x\r\n\r\n"
              + "HEAD /nowhere HTTP/1.1\r\n"
              + "Host: x\r\n\r\n");
      assertThat(socket.head())
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("content-length: 74\r\n");
      assertThat(socket.head())
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("content-length: 70\r\n");
      assertThat(socket.head()).startsWith("HTTP/1.1 404 ");
      assertThat(socket.get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void whatever_is_accepted_gets_json() {
    Api api = open(node);
    for (String accept :
        new String[] {"text/html", "image/png", "*/*", "nonsense", "a/b;q=x", ""}) {
      Reply reply = api.get("/api/v1/status", "Accept", accept);
      assertThat(reply.status()).as(accept).isEqualTo(200);
      assertThat(reply.header("Content-Type")).isEqualTo("application/json");
      assertThat(api.get("/nowhere", "Accept", accept).header("Content-Type"))
          .isEqualTo("application/json");
    }
  }

  @Test
  void a_bug_of_ours_is_500_and_shows_nothing() {
    Api api = open(node);
    node.takeCourse(_ -> CompletableFuture.failedFuture(new IllegalStateException("secret")));
    Reply reply = api.post(T + "/admit", "{'ticket_id':'T1'}");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body())
        .isEqualTo(
            "{\"success\":false,\"error\":\"Internal server error\",\"code\":\"INTERNAL\"}\n");
  }
}
