package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.ports.spi.ApiProvider.ApiConfig;
import io.dtvn.ports.spi.ApiProvider.Cors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which pages may call. The JDK's client may not set an origin, so these are raw sockets. */
class CorsTest extends ApiTest {

  private static final String LISTED = "Origin: https://desk.example";
  private static final String PREFLIGHT = "Access-Control-Request-Method: POST";

  private final FakeNode node = new FakeNode();

  @Test
  void no_page_of_another_origin_may_call() {
    try (RawSocket socket = open(node).connect()) {
      String answer = socket.get("/api/v1/status", LISTED).answer();
      assertThat(answer).startsWith("HTTP/1.1 200 ");
      assertThat(answer).doesNotContainIgnoringCase("access-control").doesNotContain("Vary");
      assertThat(socket.request("OPTIONS", "/api/v1/status", "", LISTED, PREFLIGHT).answer())
          .startsWith("HTTP/1.1 405 ")
          .doesNotContainIgnoringCase("access-control");
    }
  }

  @Test
  void a_listed_page_may() {
    try (RawSocket socket = open(node, listing("https://desk.example")).connect()) {
      String answer = socket.get("/api/v1/status", LISTED).answer();
      assertThat(answer)
          .contains("Access-Control-Allow-Origin: https://desk.example\r\n")
          .contains("Vary: Origin\r\n")
          .contains("Access-Control-Allow-Methods: GET, POST, PUT, DELETE, OPTIONS\r\n")
          .contains(
              "Access-Control-Allow-Headers: "
                  + "Content-Type, Authorization, X-API-Key, Idempotency-Key\r\n")
          .doesNotContainIgnoringCase("credentials");
      assertThat(socket.get("/api/v1/status", "Origin: https://other.example").answer())
          .contains("Vary: Origin\r\n")
          .doesNotContainIgnoringCase("access-control");
      assertThat(socket.get("/api/v1/status", "Origin: https://desk.example.evil").answer())
          .doesNotContainIgnoringCase("access-control");
      assertThat(socket.get("/api/v1/status").answer()).contains("Vary: Origin\r\n");
    }
  }

  @Test
  void a_listed_page_reads_failures_too() {
    try (RawSocket socket = open(node, listing("https://desk.example")).connect()) {
      for (String path : new String[] {"/nowhere", T + "/none", T + "/%FF", "/ws"}) {
        assertThat(socket.get(path, LISTED).answer())
            .startsWith("HTTP/1.1 4")
            .contains("Access-Control-Allow-Origin: https://desk.example\r\n");
      }
    }
  }

  @Test
  void its_preflight_is_answered_before_the_key_is_asked_for() {
    ApiConfig key = withKey("secret");
    Cors cors = new Cors(false, List.of("https://desk.example"));
    ApiConfig config = new ApiConfig("127.0.0.1", 0, key.apiKey(), cors, List.of());
    try (RawSocket socket = open(node, config).connect()) {
      String answer = socket.request("OPTIONS", T + "/admit", "", LISTED, PREFLIGHT).answer();
      assertThat(answer)
          .startsWith("HTTP/1.1 204 ")
          .contains("Access-Control-Allow-Origin: https://desk.example\r\n")
          .contains("Access-Control-Max-Age: 600\r\n")
          .contains("Access-Control-Allow-Methods: ")
          .contains("Access-Control-Allow-Headers: ")
          .contains("Vary: Origin\r\n")
          .doesNotContainIgnoringCase("content-length");
      assertThat(socket.get(T, LISTED).answer())
          .startsWith("HTTP/1.1 401 ")
          .contains("Access-Control-Allow-Origin: https://desk.example\r\n");
    }
  }

  @Test
  void any_page_may_where_that_is_configured() {
    ApiConfig config =
        new ApiConfig("127.0.0.1", 0, Optional.empty(), new Cors(true, List.of()), List.of());
    try (RawSocket socket = open(node, config).connect()) {
      assertThat(socket.get("/api/v1/status", "Origin: https://any.example").answer())
          .contains("Access-Control-Allow-Origin: *\r\n")
          .doesNotContainIgnoringCase("credentials");
    }
  }

  private static ApiConfig listing(String... origins) {
    Cors cors = new Cors(false, List.of(origins));
    return new ApiConfig("127.0.0.1", 0, Optional.empty(), cors, List.of());
  }
}
