package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.out.OrderingStatus.Member;
import io.dtvn.ports.out.OrderingStatus.Report;
import io.dtvn.ports.out.OrderingStatus.Standing;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls that the predecessor did not have. */
class AdditionsTest extends ApiTest {

  private static final String T1 = "{'ticket_id':'T1'}";

  private final FakeNode node = new FakeNode();
  private Api api;

  @BeforeEach
  void open() {
    api = open(node);
  }

  @Test
  void issuing_is_201_and_once_more_200() {
    Reply first = api.post(T, "{'ticket_id':'T1','data':'YQ=='}");
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().at("/message").asText()).isEqualTo("Ticket issued successfully");
    assertThat(first.json().at("/data/ID").asText()).isEqualTo("T1");
    Reply second = api.post(T, "{'ticket_id':'T1','data':'YQ=='}");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void an_admission_says_where_it_stands() {
    api.post(T, T1);
    Reply reply = api.post(T + "/admit", "{'ticket_id':'T1','gate':'A','device':'dev-1'}");
    String opId = reply.header("DTVN-Op-Id");
    assertThat(reply.body())
        .isEqualTo(
            "{\"success\":true,\"message\":\"Ticket admitted successfully\",\"data\":"
                + "{\"op_id\":\""
                + opId
                + "\",\"state\":\"CONSUMED\",\"version\":2,\"seq\":2,"
                + "\"block_time\":1795353639123}}\n");
    assertThat(reply.header("DTVN-Sequence")).isEqualTo("2");
    assertThat(reply.header("DTVN-Node")).isEqualTo("node0");
  }

  @Test
  void a_hold_is_given_back() {
    api.post(T, T1);
    api.post(T + "/validate", T1);
    Reply reply = api.post(T + "/release", "{'ticket_id':'T1','gate':'A'}");
    expect(reply, "Ticket released successfully", "ISSUED", 3);
  }

  @Test
  void an_admission_is_taken_back() {
    api.post(T, T1);
    String opId = api.post(T + "/admit", T1).header("DTVN-Op-Id");
    Reply reply =
        api.post(
            T + "/annul", "{'ticket_id':'T1','admission':'" + opId + "','reason':'NOT_TURNED'}");
    expect(reply, "Ticket annulled successfully", "ISSUED", 3);
  }

  @ParameterizedTest
  @CsvSource({"PRIOR,VALIDATED", "ISSUED,ISSUED", "CONSUMED,CONSUMED", "REVOKED,REVOKED"})
  void a_case_ends_as_it_is_told(String outcome, String state) {
    api.post(T, T1);
    api.post(T + "/validate", T1);
    api.post(T + "/dispute", T1);
    Reply reply = api.post(T + "/resolve", "{'ticket_id':'T1','outcome':'" + outcome + "'}");
    expect(reply, "Ticket resolved successfully", state, 4);
  }

  @Test
  void a_ticket_is_made_void() {
    api.post(T, T1);
    Reply reply = api.post(T + "/revoke", "{'ticket_id':'T1','reason':'CHARGEBACK'}");
    expect(reply, "Ticket revoked successfully", "REVOKED", 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/annul   | {'ticket_id':'T1'} | admission is required",
        "/annul   | {'ticket_id':'T1','admission':'x'}"
            + "| admission: want 64 hexadecimal digits 0-9 a-f",
        "/annul   | {'ticket_id':'T1','admission':'0','reason':'NOT_TURNED'}"
            + "| admission: want 64 hexadecimal digits 0-9 a-f",
        "/revoke  | {'ticket_id':'T1','reason':'WHIM'}"
            + "| reason: want one of [CANCELLED, REFUNDED, CHARGEBACK]",
        "/revoke  | {'ticket_id':'T1','reason':'cancelled'}"
            + "| reason: want one of [CANCELLED, REFUNDED, CHARGEBACK]",
        "/revoke  | {'ticket_id':'T1','reason':5} | Invalid request body",
        "/resolve | {'ticket_id':'T1'} | outcome is required",
        "/resolve | {'ticket_id':'T1','outcome':'VALIDATED'}"
            + "| outcome: want one of [PRIOR, ISSUED, CONSUMED, REVOKED]",
        "/admit   | {'ticket_id':'T1','gate':''}"
            + "| gate, a label: want at least 1 byte, found none",
        "/admit   | {'ticket_id':'T1','device':7} | Invalid request body",
        "/release | {'ticket_id':'T1','device':'a\\u0000'}"
            + "| device, a label: want no control characters, found one",
      })
  void a_field_that_is_wrong_is_named(String call, String body, String text) {
    Reply reply = api.post(T + call, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo(text);
    assertThat(reply.code()).isEqualTo("MALFORMED");
    assertThat(node.ordered()).isZero();
  }

  @Test
  void history_tells_every_step() {
    api.post(T, T1);
    String opId =
        api.post(T + "/admit", "{'ticket_id':'T1','gate':'A','device':'dev-1'}")
            .header("DTVN-Op-Id");
    Reply reply = api.get(T + "/T1/history");
    assertThat(reply.status()).isEqualTo(200);
    JsonNode entries = reply.json().at("/data");
    assertThat(entries).hasSize(2);
    assertThat(entries.at("/0/from").isNull()).isTrue();
    assertThat(entries.get(1).toString())
        .isEqualTo(
            "{\"n\":2,\"seq\":2,\"op_index\":0,\"op_id\":\""
                + opId
                + "\",\"type\":\"ADMIT\",\"from\":\"ISSUED\",\"to\":\"CONSUMED\","
                + "\"principal\":{\"gateway\":\""
                + FakeNetwork.keyOf("node0").hex()
                + "\"},\"node\":\"node0\",\"gate\":\"A\",\"device\":\"dev-1\","
                + "\"block_time\":1795353639123,\"vc\":{\"node0\":2}}");
  }

  @Test
  void an_unknown_ticket_has_no_history() {
    Reply reply = api.get(T + "/T1/history");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("UNKNOWN_TICKET");
    assertThat(reply.error()).isEqualTo("Ticket not found: ticket T1 not found");
  }

  @Test
  void a_linear_read_has_a_place_in_the_order() {
    api.post(T, "{'ticket_id':'T1','data':'YQ=='}");
    for (String path : new String[] {"", "/T1", "/T1/history"}) {
      int before = node.ordered();
      Reply linear = api.get(T + path + "?consistency=linear");
      assertThat(node.ordered()).isEqualTo(before + 1);
      assertThat(linear.header("DTVN-Sequence")).isEqualTo(Integer.toString(before + 1));
      Reply local = api.get(T + path + "?consistency=local");
      assertThat(linear.body()).isEqualTo(local.body());
      assertThat(local.header("DTVN-Sequence")).isEmpty();
      assertThat(node.ordered()).isEqualTo(before + 1);
    }
  }

  @Test
  void a_linear_read_of_an_unknown_ticket_says_when_it_was_unknown() {
    Reply reply = api.get(T + "/T1?consistency=linear");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.error()).isEqualTo("Ticket not found: ticket T1 not found");
    assertThat(reply.json().at("/op_id").asText()).isEqualTo(reply.header("DTVN-Op-Id"));
    assertThat(reply.header("DTVN-Sequence")).isEqualTo("1");
    assertThat(api.get(T + "/T1/history?consistency=linear").status()).isEqualTo(404);
    assertThat(api.get(T + "?consistency=linear").status()).isEqualTo(200);
  }

  @Test
  void another_consistency_does_not_exist() {
    Reply reply = api.get(T + "/T1?consistency=eventual");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo("consistency: want local or linear");
  }

  @Test
  void stats_tell_what_the_node_knows_of_the_order() {
    api.post(T, T1);
    JsonNode stats = api.get("/api/v1/stats").json().at("/data");
    String root = node.facts().ordering().stateRoot().hex();
    assertThat(stats.toString())
        .endsWith(
            "\"peer_id\":\""
                + FakeFacts.PEER_ID
                + "\",\"role\":\"VALIDATOR\",\"view\":0,\"primary\":\"node0\",\"total_nodes\":1,"
                + "\"f\":0,\"quorum\":1,\"last_executed\":1,\"stable_checkpoint\":0,"
                + "\"state_root\":\""
                + root
                + "\",\"state_root_at\":0,\"tickets\":{\"ISSUED\":1,\"VALIDATED\":0,"
                + "\"CONSUMED\":0,\"DISPUTED\":0,\"REVOKED\":0},\"dev_keys\":true,\"members\":[]}");
  }

  @Test
  void stats_name_every_validator_with_what_was_heard_of_it() {
    ValidatorId node0 = node.facts().identity().id();
    Report report = new Report(Standing.LEARNER, 0, 64, 70, 5);
    node.facts().know(new Member(node0, true, Optional.of(report), "two of it"));
    assertThat(api.get("/api/v1/stats").json().at("/data/members"))
        .isEqualTo(
            json(
                "[{'id':'node0','peer_id':'"
                    + FakeFacts.PEER_ID
                    + "','connected':true,'is_primary':true,'standing':'LEARNER','view':0,"
                    + "'stable_checkpoint':64,'last_executed':70,'age_ms':5,"
                    + "'alarm':'two of it'}]"));
  }

  @Test
  void of_a_validator_that_was_never_heard_of_only_the_link_is_told() {
    node.facts().know(new Member(node.facts().identity().id(), false, Optional.empty(), ""));
    JsonNode member = api.get("/api/v1/stats").json().at("/data/members/0");
    assertThat(member.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("id", "peer_id", "connected", "is_primary");
  }

  private static void expect(Reply reply, String message, String state, int version) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/message").asText()).isEqualTo(message);
    assertThat(reply.json().at("/data/state").asText()).isEqualTo(state);
    assertThat(reply.json().at("/data/version").asInt()).isEqualTo(version);
    assertThat(reply.json().at("/data").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("op_id", "state", "version", "seq", "block_time");
  }
}
