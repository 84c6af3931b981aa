package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call. */
class KeyTest extends ApiTest {

  private static final String SECRET = "correct horse battery staple";

  private final FakeNode node = new FakeNode();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/status", "/api/v1/tickets", "/api/v1/tickets/T1", "/api/v1/nowhere", "/api/v2/x",
        "/api", "/api/", "/api//", "/%61pi/v1/status", "/api/v1/tickets?limit=0"
      })
  void without_the_key_nobody_learns_which_paths_exist(String path) {
    Reply reply = open(node, withKey(SECRET)).get(path);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body())
        .isEqualTo(
            "{\"success\":false,\"error\":\"Invalid or missing API key\","
                + "\"code\":\"UNAUTHENTICATED\"}\n");
  }

  @Test
  void the_key_is_asked_for_before_anything_else_is_judged() {
    Api api = open(node, withKey(SECRET));
    assertThat(api.post(T + "/admit", "no json").status()).isEqualTo(401);
    assertThat(api.call("DELETE", T, noBody()).status()).isEqualTo(401);
    assertThat(api.post(T + "/admit", "x".repeat(1_100_000)).status()).isEqualTo(401);
    assertThat(node.ordered()).isZero();
  }

  @Test
  void the_key_is_shown_in_its_own_header() {
    Api api = open(node, withKey(SECRET));
    assertThat(api.get(T, "X-API-Key", SECRET).status()).isEqualTo(200);
    assertThat(api.get(T, "x-api-key", SECRET).status()).isEqualTo(200);
    assertThat(api.get(T, "X-API-Key", SECRET + "x").status()).isEqualTo(401);
    assertThat(api.get(T, "X-API-Key", SECRET.substring(1)).status()).isEqualTo(401);
    assertThat(api.get(T, "X-API-Key", "").status()).isEqualTo(401);
    assertThat(api.get("/api/v1/nowhere", "X-API-Key", SECRET).status()).isEqualTo(404);
  }

  @Test
  void or_as_a_bearer_token() {
    Api api = open(node, withKey(SECRET));
    assertThat(api.get(T, "Authorization", "Bearer " + SECRET).status()).isEqualTo(200);
    assertThat(api.get(T, "Authorization", "bearer " + SECRET).status()).isEqualTo(200);
    assertThat(api.get(T, "Authorization", "Basic " + SECRET).status()).isEqualTo(401);
    assertThat(api.get(T, "Authorization", SECRET).status()).isEqualTo(401);
  }

  @Test
  void a_wrong_key_is_not_mended_by_a_right_token() {
    String[] both = {"X-API-Key", "wrong", "Authorization", "Bearer " + SECRET};
    assertThat(open(node, withKey(SECRET)).get(T, both).status()).isEqualTo(401);
  }

  @Test
  void a_key_may_have_any_characters() {
    try (RawSocket socket = open(node, withKey("schlüssel")).connect()) {
      assertThat(socket.get(T, "X-API-Key: schlüssel").status()).isEqualTo(200);
      assertThat(socket.get(T, "X-API-Key: schlussel").status()).isEqualTo(401);
    }
  }

  @Test
  void what_lies_outside_the_api_needs_no_key() {
    Api api = open(node, withKey(SECRET));
    assertThat(api.get("/health").status()).isEqualTo(200);
    assertThat(api.get("/health/ready").status()).isEqualTo(200);
    assertThat(api.get("/").status()).isEqualTo(404);
    assertThat(api.get("/apis").status()).isEqualTo(404);
  }

  @Test
  void without_a_configured_key_everything_is_open() {
    assertThat(open(node).get(T).status()).isEqualTo(200);
    assertThat(open(node).get(T, "X-API-Key", "any").status()).isEqualTo(200);
  }

  @Test
  void the_ledger_knows_the_caller_by_the_id_of_the_key() {
    Api api = open(node, withKey(SECRET));
    String[] key = {"X-API-Key", SECRET};
    api.post(T, "{'ticket_id':'T1'}", key);
    JsonNode principal = api.get(T + "/T1/history", key).json().at("/data/0/principal");
    assertThat(principal.at("/caller").asText()).isEqualTo("env");
  }

  @Test
  void a_problem_document_is_given_to_who_asks_for_it() {
    Reply reply = open(node, withKey(SECRET)).get(T, "Accept", "application/problem+json");
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(Optional.of(reply.code())).contains("UNAUTHENTICATED");
  }
}
