package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.in.QueryNode.CheckpointView;
import org.junit.jupiter.api.Test;

/** Where we answer better than the predecessor, refusals apart. */
class DifferencesTest extends ApiTest {

  private final FakeNode node = new FakeNode();

  @Test
  void logs_hold_the_newest_operations() {
    Api api = open(node);
    api.post(T, "{'ticket_id':'T1'}");
    String opId = api.post(T + "/admit", "{'ticket_id':'T1'}").header("DTVN-Op-Id");
    JsonNode logs = api.get("/api/v1/consensus/logs").json().at("/data");
    assertThat(logs).hasSize(2);
    String digest = logs.at("/0/digest").asText();
    assertThat(digest).hasSize(64);
    assertThat(logs.get(0).toString())
        .isEqualTo(
            "{\"sequence\":2,\"view\":0,\"request_id\":\""
                + opId
                + "\",\"ticket_id\":\"T1\",\"operation\":\"ADMIT\",\"digest\":\""
                + digest
                + "\",\"timestamp\":1795353639}");
  }

  @Test
  void the_stable_checkpoint_is_shown() {
    node.facts().checkpoint(new CheckpointView(64, Digest.ZERO, 1_795_353_640_999L));
    JsonNode entries = open(node).get("/api/v1/storage/entries").json();
    assertThat(entries.at("/data/latest_checkpoint").toString())
        .isEqualTo(
            "{\"sequence\":64,\"state_digest\":\""
                + "0".repeat(64)
                + "\",\"node_id\":\"node0\",\"timestamp\":1795353640}");
  }

  @Test
  void a_revoked_ticket_is_counted_too() {
    Api api = open(node);
    api.post(T, "{'ticket_id':'T1'}");
    api.post(T + "/revoke", "{'ticket_id':'T1'}");
    JsonNode data = api.get("/api/v1/storage/entries").json().at("/data");
    assertThat(data.at("/ticket_states"))
        .isEqualTo(json("{'CONSUMED':0,'DISPUTED':0,'ISSUED':0,'REVOKED':1,'VALIDATED':0}"));
    assertThat(data.at("/total_tickets").asInt()).isEqualTo(1);
  }

  @Test
  void sequence_is_the_last_executed() {
    Api api = open(node);
    api.post(T + "/seed", "");
    assertThat(api.get("/api/v1/stats").json().at("/data/sequence").asInt()).isEqualTo(500);
  }

  @Test
  void one_of_many_admissions_succeeds() {
    Api api = open(node);
    api.post(T, "{'ticket_id':'T1'}");
    int successes = 0;
    for (int i = 0; i < 8; i++) {
      successes += api.post(T + "/admit", "{'ticket_id':'T1'}").status() == 200 ? 1 : 0;
    }
    assertThat(successes).isEqualTo(1);
  }

  @Test
  void health_is_json_and_says_who_answers() {
    Reply reply = open(node).get("/health");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.body())
        .isEqualTo(
            "{\"status\":\"healthy\",\"node_id\":\"node0\",\"dev_keys\":true,"
                + "\"role\":\"VALIDATOR\"}\n");
    assertThat(reply.header("DTVN-Node")).isEqualTo("node0");
  }

  @Test
  void seeding_needs_a_development_network() {
    node.facts().useProductionKeys();
    Reply reply = open(node).post(T + "/seed", "");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("FORBIDDEN");
    assertThat(reply.error())
        .isEqualTo("Failed to seed tickets: sample data is for development networks");
    assertThat(node.ordered()).isZero();
  }

  @Test
  void get_of_a_verb_looks_a_ticket_of_that_name_up() {
    Api api = open(node);
    Reply unknown = api.get(T + "/validate");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.error()).isEqualTo("Ticket not found: ticket validate not found");
    api.post(T, "{'ticket_id':'validate'}");
    assertThat(api.get(T + "/validate").json().at("/data/ID").asText()).isEqualTo("validate");
  }
}
