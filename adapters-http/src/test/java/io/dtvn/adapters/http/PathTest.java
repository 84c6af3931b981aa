package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids in paths: decoded once, whatever they consist of. */
class PathTest extends ApiTest {

  private final FakeNode node = new FakeNode();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "T1",
        "a b",
        "a+b",
        "+",
        "a/b",
        "/",
        "a%2Fb",
        "%",
        "a?b",
        "a#b",
        "a;b=c",
        "a&b",
        "a=b",
        "a:b@c",
        "Zürich",
        "票券",
        "🎫",
        "..",
        ".",
        "~",
        "a\\b",
        "{id}",
        "$x",
        "validate",
        "batch",
        "a/history",
        "history",
        "<b>",
        "\"",
        "'",
        "a,b",
        "[x]",
        "^|`",
        "\uFFFD"
      })
  void every_id_is_found_by_its_escaped_form(String id) {
    Api api = open(node);
    issue(api, id);
    String escaped = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    try (RawSocket socket = api.connect()) {
      for (String path : new String[] {escaped, escaped + "?x=y", escaped + "/history"}) {
        assertThat(socket.get(T + "/" + path).status()).as(path).isEqualTo(200);
      }
      assertThat(socket.get(T + "/" + escaped.replace(".", "%2E")).answer())
          .startsWith("HTTP/1.1 200 ");
    }
    assertThat(api.get(T).json().at("/data/0/ID").asText()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "a+b, a+b",
    "a;b, a;b",
    "a&b, a&b",
    "a=b, a=b",
    "'a,b', 'a,b'",
    "a:b@c, a:b@c",
    "$(x)!, $(x)!",
    "Zürich, Zürich",
    "🎫, 🎫",
    "a%2Bb, a+b",
    "a%2fb, a/b",
    "a%252Fb, a%2Fb",
    "%54%31, T1"
  })
  void what_a_client_leaves_bare_belongs_to_the_id_too(String path, String id) {
    Api api = open(node);
    issue(api, id);
    try (RawSocket socket = api.connect()) {
      assertThat(socket.get(T + "/" + path).answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void a_plus_is_no_blank() {
    Api api = open(node);
    issue(api, "a b");
    assertThat(api.get(T + "/a+b").status()).isEqualTo(404);
    assertThat(api.get(T + "/a%2Bb").error()).isEqualTo("Ticket not found: ticket a+b not found");
    assertThat(api.get(T + "/a%20b").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%00", "a%0Ab", "%7F", "%C2%85", "%FF", "%C3", "%ED%A0%80", "a%80", "%C0%AF"})
  void an_id_that_is_none_is_malformed(String path) {
    Reply reply = open(node).get(T + "/" + path);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "a%2", "%+1", "x?y=%", "x?y=%g1"})
  void an_escape_that_is_none_is_malformed(String path) {
    try (RawSocket socket = open(node).connect()) {
      String answer = socket.get(T + "/" + path).answer();
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"MALFORMED\"");
    }
  }

  @Test
  void an_id_in_a_path_has_the_same_limits() {
    Api api = open(node);
    issue(api, "x".repeat(256));
    assertThat(api.get(T + "/" + "x".repeat(256)).status()).isEqualTo(200);
    assertThat(api.get(T + "/" + "x".repeat(257)).status()).isEqualTo(400);
    assertThat(api.get(T + "/" + "%C3%A9".repeat(129)).status()).isEqualTo(400);
  }

  @Test
  void an_empty_id_is_no_path() {
    Api api = open(node);
    assertThat(api.get(T + "/").status()).isEqualTo(404);
    assertThat(api.get(T + "//history").status()).isEqualTo(404);
    assertThat(api.get(T + "/").code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void an_address_in_the_request_line_is_a_path_behind_its_host() {
    try (RawSocket socket = open(node).connect()) {
      assertThat(socket.get("http://test/api/v1/status").status()).isEqualTo(200);
      assertThat(socket.get("HTTP://test").status()).isEqualTo(404);
      assertThat(socket.get("ftp://test/").status()).isEqualTo(400);
      assertThat(socket.request("OPTIONS", "*", "").status()).isEqualTo(400);
    }
  }

  private static void issue(Api api, String id) {
    ObjectNode body = Json.object().put("ticket_id", id);
    assertThat(api.post(T, Json.bytes(body)).status()).isEqualTo(201);
  }
}
