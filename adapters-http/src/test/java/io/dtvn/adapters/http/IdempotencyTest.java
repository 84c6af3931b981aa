package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.ticket.OpId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that arrive more than once. */
class IdempotencyTest extends ApiTest {

  private static final String T1 = "{'ticket_id':'T1'}";

  private final FakeNode node = new FakeNode();
  private Api api;

  @BeforeEach
  void open() {
    api = open(node);
    api.post(T, T1);
  }

  @Test
  void a_repetition_gets_the_first_answer_and_is_marked() {
    Reply first = api.post(T + "/admit", T1, "Idempotency-Key", "K");
    node.pass(5_000);
    Reply second = api.post(T + "/admit", T1, "Idempotency-Key", "K");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    for (String name : new String[] {"DTVN-Op-Id", "DTVN-Sequence", "DTVN-Node"}) {
      assertThat(second.header(name)).isEqualTo(first.header(name)).isNotEmpty();
    }
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(first.header("DTVN-Op-Id")).isEqualTo(OpId.ofKey("K").toString());
  }

  @Test
  void a_refusal_is_repeated_like_a_success() {
    Reply first = api.post(T + "/consume", T1, "Idempotency-Key", "K");
    api.post(T + "/validate", T1);
    Reply second = api.post(T + "/consume", T1, "Idempotency-Key", "K");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void an_issue_is_created_again_when_it_is_repeated() {
    Reply first = api.post(T, "{'ticket_id':'T2'}", "Idempotency-Key", "K");
    Reply second = api.post(T, "{'ticket_id':'T2'}", "Idempotency-Key", "K");
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void another_operation_under_the_same_key_is_422() {
    api.post(T + "/validate", T1, "Idempotency-Key", "K");
    Reply other = api.post(T + "/consume", T1, "Idempotency-Key", "K");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("ID_REUSED");
    assertThat(other.error())
        .isEqualTo("Failed to consume ticket: the idempotency key was used for another operation");
    assertThat(other.json().has("data")).isFalse();
  }

  @Test
  void without_a_key_a_repetition_is_told_of_the_first() {
    Reply first = api.post(T + "/admit", T1);
    Reply second = api.post(T + "/admit", T1);
    assertThat(second.code()).isEqualTo("ALREADY_ADMITTED");
    assertThat(second.json().at("/data/first/op_id").asText())
        .isEqualTo(first.header("DTVN-Op-Id"));
  }

  @Test
  void without_a_key_every_call_has_an_id_of_its_own() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      ids.add(api.post(T + "/dispute", T1).header("DTVN-Op-Id"));
    }
    assertThat(ids).hasSize(20).allMatch(id -> id.matches("[0-9a-f]{64}"));
  }

  @Test
  void the_key_has_a_second_name() {
    Reply reply = api.post(T + "/admit", T1, "X-Idempotency-Key", "K");
    assertThat(reply.header("DTVN-Op-Id")).isEqualTo(OpId.ofKey("K").toString());
    Reply both = api.post(T + "/admit", T1, "X-Idempotency-Key", "K", "Idempotency-Key", "K");
    assertThat(both.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void two_keys_are_none() {
    int before = node.ordered();
    String[] two = {"X-Idempotency-Key", "K", "Idempotency-Key", "L"};
    assertThat(api.post(T + "/admit", T1, two).status()).isEqualTo(400);
    assertThat(node.ordered()).isEqualTo(before);
  }

  @Test
  void a_key_has_up_to_255_visible_characters() {
    String longest = "!~".repeat(127) + "x";
    assertThat(longest).hasSize(255);
    assertThat(api.post(T + "/admit", T1, "Idempotency-Key", longest).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb", "schlüssel"})
  void a_key_of_other_characters_is_malformed(String key) {
    int before = node.ordered();
    try (RawSocket socket = api.connect()) {
      String body = "{\"ticket_id\":\"T1\"}";
      for (String call : new String[] {"/admit", "/seed", "/batch", ""}) {
        String answer = socket.request("POST", T + call, body, "Idempotency-Key: " + key).answer();
        assertThat(answer)
            .startsWith("HTTP/1.1 400 ")
            .contains("Idempotency-Key: want one key of 1 to 255 visible ASCII characters");
      }
    }
    String tooLong = "x".repeat(256);
    assertThat(api.post(T + "/admit", T1, "Idempotency-Key", tooLong).status()).isEqualTo(400);
    assertThat(node.ordered()).isEqualTo(before);
  }

  @Test
  void a_seed_is_repeated_under_its_key() {
    Reply first = api.post(T + "/seed", "", "Idempotency-Key", "K");
    assertThat(first.header("DTVN-Op-Id")).isEqualTo(OpId.ofKey("K").toString());
    assertThat(first.header("DTVN-Node")).isEqualTo("node0");
  }
}
