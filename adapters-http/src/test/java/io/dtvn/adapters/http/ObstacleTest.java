package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.ports.out.OrderingException;
import io.dtvn.ports.out.OrderingException.Busy;
import io.dtvn.ports.out.OrderingException.NotReady;
import io.dtvn.ports.out.OrderingException.OutcomeUnknown;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls without an outcome: what the caller may conclude, and when to ask again. */
class ObstacleTest extends ApiTest {

  private static final String T1 = "{'ticket_id':'T1'}";

  private final FakeNode node = new FakeNode(4);
  private Api api;

  @BeforeEach
  void open() {
    node.facts().connectValidators(4);
    api = open(node);
  }

  @Test
  void busy_is_429() {
    fail(new Busy("256 operations wait"));
    expect(429, "BUSY", "Failed to consume ticket: 256 operations wait");
  }

  @Test
  void not_ready_is_503() {
    fail(new NotReady("the node starts"));
    expect(503, "NOT_READY", "Failed to consume ticket: the node starts");
  }

  @Test
  void too_few_peers_are_named_in_the_words_of_old() {
    node.facts().connectValidators(1);
    fail(new NotReady("no quorum"));
    expect(
        503,
        "NO_QUORUM",
        "Failed to consume ticket: not enough peers for consensus: have 0, need at least 2"
            + " (quorum requires 3 of 4 nodes)");
  }

  @Test
  void no_outcome_in_time_is_504() {
    fail(new OutcomeUnknown("no outcome within 5 s"));
    expect(504, "OUTCOME_UNKNOWN", "Failed to consume ticket: no outcome within 5 s");
  }

  @Test
  void a_use_case_that_throws_at_once_is_answered_the_same() {
    node.takeCourse(
        _ -> {
          throw new Busy("full");
        });
    expect(429, "BUSY", "Failed to consume ticket: full");
    assertThat(api.post(T + "/batch", "{'tickets':[{'ticket_id':'A'}]}").status()).isEqualTo(429);
  }

  @Test
  void an_ordered_read_meets_them_too() {
    fail(new OutcomeUnknown("no outcome"));
    for (String path : new String[] {"/T1", "", "/T1/history"}) {
      Reply reply = api.get(T + path + "?consistency=linear");
      assertThat(reply.status()).isEqualTo(504);
      assertThat(reply.error()).isEqualTo("Failed to read ticket: no outcome");
      assertThat(reply.header("Retry-After")).isEqualTo("1");
    }
  }

  @Test
  void the_operation_is_named_so_that_it_can_be_asked_for_again() {
    fail(new OutcomeUnknown("no outcome"));
    Reply reply = api.post(T + "/consume", T1, "Idempotency-Key", "K");
    assertThat(reply.json().at("/op_id").asText())
        .isEqualTo(reply.header("DTVN-Op-Id"))
        .isEqualTo(OpId.ofKey("K").toString());
  }

  @Test
  void a_problem_document_says_whether_to_try_again() {
    fail(new Busy("full"));
    Reply reply = api.post(T + "/consume", T1, "Accept", "application/problem+json");
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.body())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Too Many Requests\",\"status\":429,"
                + "\"detail\":\"Failed to consume ticket: full\",\"code\":\"BUSY\","
                + "\"retryable\":true,\"op_id\":\""
                + reply.header("DTVN-Op-Id")
                + "\"}\n");
  }

  @Test
  void every_kind_of_failure_has_a_problem_document() {
    String[] accept = {"Accept", "text/html, Application/Problem+JSON;q=0.5"};
    Reply[] replies = {
      api.get("/nowhere", accept),
      api.post("/health", "", accept),
      api.post(T + "/admit", "no json", accept),
      api.get(T + "/%FF", accept),
      api.get(T + "/T1", accept),
      api.post(T + "/admit", T1, accept),
      api.get("/ws", accept),
      api.post(T + "/admit", "x".repeat(1_100_000), accept)
    };
    for (Reply reply : replies) {
      assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
      JsonNode problem = reply.json();
      assertThat(problem.at("/status").asInt()).isEqualTo(reply.status());
      assertThat(problem.at("/retryable").asBoolean(true)).isFalse();
      assertThat(problem.at("/code").asText()).isNotEmpty();
      assertThat(problem.at("/title").asText()).isNotEmpty();
      assertThat(problem.has("success")).isFalse();
    }
    assertThat(api.get("/health", accept).header("Content-Type")).isEqualTo("application/json");
  }

  private void fail(OrderingException obstacle) {
    node.takeCourse(_ -> CompletableFuture.failedFuture(obstacle));
  }

  private void expect(int status, String code, String error) {
    Reply reply = api.post(T + "/consume", T1);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.error()).isEqualTo(error);
    assertThat(reply.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(reply.json().at("/op_id").asText()).isEqualTo(reply.header("DTVN-Op-Id"));
  }
}
