package io.dtvn.adapters.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body may be. Whatever is refused here was not ordered. */
class BodyTest extends ApiTest {

  private static final String INVALID = "Invalid request body";
  private static final String REQUIRED = "ticket_id is required";

  private final FakeNode node = new FakeNode();
  private Api api;

  @BeforeEach
  void open() {
    api = open(node);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "not json",
        "{",
        "[]",
        "'text'",
        "5",
        "true",
        "{'ticket_id':5}",
        "{'ticket_id':['T1']}",
        "{'ticket_id':{'a':1}}",
        "{'ticket_id':true}",
        "{'ticket_id':'T1','data':5}",
        "{'ticket_id':'T1','data':'%%%%'}",
        "{'ticket_id':'T1','data':'YQ'}",
        "{'ticket_id':'T1','data':'YQ=='}x",
        "{'ticket_id':'T1'}{}",
        "{'ticket_id':'T1'} ]",
        "{'ticket_id':'T1','ticket_id':'T1'}",
        "{'ticket_id':'T1','x':1,'x':2}",
        "{'ticket_id':'T1','x':{'y':1,'y':2}}",
        "{'ticket_id':'T1',}",
        "{ticket_id:'T1'}",
        "{'ticket_id':'T1','x':NaN}",
        "{'ticket_id':'T1','x':01}",
        "{'ticket_id':'\\ud800'}",
        "{'ticket_id':'T1','x':'\\udc00'}",
        "{'ticket_id':'T1','\\ud800':1}",
        "{'ticket_id':'a\tb'}",
        "\uFEFF{'ticket_id':'T1'}",
      })
  void what_is_not_one_json_value_of_the_right_types_is_no_body(String body) {
    expect(INVALID, api.post(T + "/validate", body));
  }

  @Test
  void bytes_that_are_no_utf8_are_no_body() {
    expect(INVALID, api.post(T, "{\"ticket_id\":\"caf\u00e9\"}".getBytes(ISO_8859_1)));
    byte[] surrogate = {'{', '"', 't', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
    expect(INVALID, api.post(T, surrogate));
    expect(INVALID, api.post(T, "{\"ticket_id\":\"T1\"}".getBytes(UTF_16)));
  }

  @Test
  void nesting_ends_at_32_levels() {
    String open = "{'ticket_id':'T1','x':";
    assertThat(api.post(T, open + "[".repeat(31) + "]".repeat(31) + "}").status()).isEqualTo(201);
    int before = node.ordered();
    expect(INVALID, api.post(T, open + "[".repeat(32) + "]".repeat(32) + "}"), before);
    expect(INVALID, api.post(T, "[".repeat(10_000)), before);
    expect(INVALID, api.post(T, "{'a':".repeat(10_000)), before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "{'ticket_id':''}",
        "{'ticket_id':null}",
        "{'TICKET_ID':'T1'}",
        "{'id':'T'}"
      })
  void an_id_is_required(String body) {
    for (String call :
        new String[] {"", "/validate", "/consume", "/dispute", "/admit", "/revoke"}) {
      expect(REQUIRED, api.post(T + call, body));
    }
  }

  @Test
  void an_id_has_at_most_256_bytes() {
    assertThat(api.post(T, "{'ticket_id':'" + "x".repeat(256) + "'}").status()).isEqualTo(201);
    assertThat(api.post(T, "{'ticket_id':'" + "é".repeat(128) + "'}").status()).isEqualTo(201);
    String text = "ticket_id: want at most 256 bytes of UTF-8, found more";
    expect(text, api.post(T, "{'ticket_id':'" + "x".repeat(257) + "'}"), 2);
    expect(text, api.post(T, "{'ticket_id':'" + "é".repeat(129) + "'}"), 2);
    expect(text, api.post(T + "/consume", "{'ticket_id':'" + "x".repeat(10_000) + "'}"), 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "a\\u001fb", "\\n", "\\u007f", "\\u0085", "\\u009f"})
  void an_id_has_no_control_characters(String id) {
    Reply reply = api.post(T + "/admit", "{'ticket_id':'" + id + "'}");
    expect("ticket_id: want no control characters, found one", reply);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a+b", "a/b", "a%2Fb", "Zürich", "票券", "🎫", "a\\\\b", "..", " "})
  void any_other_id_works(String id) {
    assertThat(api.post(T, "{'ticket_id':'" + id + "'}").status()).isEqualTo(201);
    assertThat(api.post(T + "/admit", "{'ticket_id':'" + id + "'}").status()).isEqualTo(200);
  }

  @Test
  void unknown_fields_and_content_types_are_ignored() {
    String body = "{'ticket_id':'T1','colour':'red','nested':{'a':[1,2.5,null]}}";
    assertThat(api.post(T, body).status()).isEqualTo(201);
    String[] types = {
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain",
      "application/xml",
      "no type at all",
      ""
    };
    for (String type : types) {
      assertThat(api.post(T, body, "Content-Type", type).status()).as(type).isEqualTo(200);
    }
  }

  @Test
  void data_is_base64_or_null_and_at_most_4096_bytes() {
    assertThat(api.post(T, "{'ticket_id':'T1','data':null}").json().at("/data/Data").isNull())
        .isTrue();
    assertThat(api.post(T, "{'ticket_id':'T2','data':'YQ=='}").json().at("/data/Data").asText())
        .isEqualTo("YQ==");
    assertThat(api.post(T, "{'ticket_id':'T3','data':'" + base64(4096) + "'}").status())
        .isEqualTo(201);
    String text = "data: want at most 4096 bytes, found 4097";
    expect(text, api.post(T, "{'ticket_id':'T4','data':'" + base64(4097) + "'}"), 3);
    expect(text, api.post(T + "/validate", "{'ticket_id':'T4','data':'" + base64(4097) + "'}"), 3);
  }

  @Test
  void an_issuer_may_commit_to_data_by_itself() {
    String hash = "ab".repeat(32);
    String body = "{'ticket_id':'T1','data_hash':'" + hash + "'}";
    assertThat(api.post(T, body).status()).isEqualTo(201);
    assertThat(api.post(T, body).status()).isEqualTo(200);
    String text = "data_hash: want 64 hexadecimal digits 0-9 a-f";
    expect(text, api.post(T, "{'ticket_id':'T2','data_hash':'AB'}"), 2);
    assertThat(node.ledger().tickets().firstEntry().getValue().dataHash().orElseThrow().hex())
        .isEqualTo(hash);
  }

  private static String base64(int bytes) {
    return Base64.getEncoder().encodeToString(new byte[bytes]);
  }

  private void expect(String text, Reply reply) {
    expect(text, reply, 0);
  }

  private void expect(String text, Reply reply, int ordered) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo("{\"success\":false,\"error\":\"" + text + "\",\"code\":\"MALFORMED\"}\n");
    assertThat(node.ordered()).as("operations").isEqualTo(ordered);
  }
}
