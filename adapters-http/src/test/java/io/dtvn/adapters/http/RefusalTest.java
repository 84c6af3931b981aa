package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the ledger says no: the predecessor's words, an honest status, and what was found. */
class RefusalTest extends ApiTest {

  private static final String T1 = "{'ticket_id':'T1'}";

  private final FakeNode node = new FakeNode();
  private Api api;

  @BeforeEach
  void open() {
    api = open(node);
  }

  @Test
  void validating_a_validated_ticket() {
    bring("", "/validate");
    expect(
        "/validate", 409, "WRONG_STATE", "Failed to validate ticket: ticket T1 already validated");
  }

  @Test
  void validating_a_consumed_ticket() {
    bring("", "/admit");
    expect(
        "/validate",
        409,
        "ALREADY_ADMITTED",
        "Failed to validate ticket: ticket T1 already consumed");
  }

  @Test
  void validating_a_disputed_ticket() {
    bring("", "/dispute");
    expect("/validate", 409, "DISPUTED", "Failed to validate ticket: ticket T1 is disputed");
  }

  @Test
  void validating_an_unknown_ticket() {
    expect(
        "/validate",
        404,
        "UNKNOWN_TICKET",
        "Failed to validate ticket: ticket T1 not found — ticket must be issued before validation");
  }

  @Test
  void validating_an_unknown_ticket_where_that_issues_it() {
    node.issueImplicitly();
    Reply reply = api.post(T + "/validate", "{'ticket_id':'T1','data':'YQ=='}");
    assertThat(reply.status()).isEqualTo(200);
    JsonNode ticket = api.get(T + "/T1").json().at("/data");
    assertThat(ticket.at("/State").asText()).isEqualTo("VALIDATED");
    assertThat(ticket.at("/Data").asText()).isEqualTo("YQ==");
    assertThat(ticket.at("/VectorClock")).isEqualTo(json("{'node0':2}"));
  }

  @Test
  void data_of_a_ticket_that_is_there_is_dropped() {
    bring("");
    assertThat(api.post(T + "/validate", "{'ticket_id':'T1','data':'YQ=='}").status())
        .isEqualTo(200);
    assertThat(api.get(T + "/T1").json().at("/data/Data").isNull()).isTrue();
  }

  @Test
  void consuming_a_ticket_that_was_never_validated() {
    bring("");
    expect(
        "/consume",
        409,
        "WRONG_STATE",
        "Failed to consume ticket: ticket T1 is not validated (current state: ISSUED)");
  }

  @Test
  void consuming_a_disputed_ticket() {
    bring("", "/dispute");
    expect(
        "/consume",
        409,
        "DISPUTED",
        "Failed to consume ticket: ticket T1 is not validated (current state: DISPUTED)");
  }

  @Test
  void consuming_a_consumed_ticket() {
    bring("", "/validate", "/consume");
    expect(
        "/consume",
        409,
        "ALREADY_ADMITTED",
        "Failed to consume ticket: ticket T1 is not validated (current state: CONSUMED)");
  }

  @Test
  void consuming_an_unknown_ticket() {
    expect("/consume", 404, "UNKNOWN_TICKET", "Failed to consume ticket: ticket T1 not found");
  }

  @Test
  void disputing_an_unknown_ticket() {
    expect("/dispute", 404, "UNKNOWN_TICKET", "Failed to dispute ticket: ticket T1 not found");
  }

  @Test
  void disputing_a_ticket_twice() {
    bring("", "/validate", "/dispute");
    Reply reply =
        expect("/dispute", 409, "DISPUTED", "Failed to dispute ticket: ticket T1 is disputed");
    String dispute = api.get(T + "/T1/history").json().at("/data/2/op_id").asText();
    assertThat(reply.json().at("/data"))
        .isEqualTo(json("{'state':'DISPUTED','version':3,'dispute':'" + dispute + "'}"));
  }

  @Test
  void what_is_revoked_stays_so() {
    bring("", "/revoke");
    expect("/validate", 409, "REVOKED", "Failed to validate ticket: ticket T1 is revoked");
    expect("/admit", 409, "REVOKED", "Failed to admit ticket: ticket T1 is revoked");
    expect("/dispute", 409, "REVOKED", "Failed to dispute ticket: ticket T1 is revoked");
  }

  @Test
  void a_validated_ticket_is_not_admitted_but_consumed() {
    bring("", "/validate");
    expect(
        "/admit",
        409,
        "WRONG_STATE",
        "Failed to admit ticket: ticket T1 cannot be admitted (current state: VALIDATED)");
  }

  @Test
  void a_refusal_names_the_first_admission() {
    bring("");
    Reply first = api.post(T + "/admit", "{'ticket_id':'T1','gate':'A','device':'dev-1'}");
    node.pass(60_000);
    Reply second = api.post(T + "/admit", "{'ticket_id':'T1','gate':'B'}");
    assertThat(second.status()).isEqualTo(409);
    String opId = second.header("DTVN-Op-Id");
    assertThat(opId).hasSize(64).isNotEqualTo(first.header("DTVN-Op-Id"));
    assertThat(second.body())
        .isEqualTo(
            "{\"success\":false,\"error\":\"Failed to admit ticket: ticket T1 already consumed\","
                + "\"code\":\"ALREADY_ADMITTED\",\"op_id\":\""
                + opId
                + "\",\"data\":{\"state\":\"CONSUMED\",\"version\":2,\"first\":{\"op_id\":\""
                + first.header("DTVN-Op-Id")
                + "\",\"node\":\"node0\",\"gate\":\"A\",\"block_time\":1795353639123}}}\n");
    assertThat(second.header("DTVN-Sequence")).isEqualTo("3");
  }

  @Test
  void the_same_device_is_told_how_long_ago_it_was() {
    bring("");
    api.post(T + "/admit", "{'ticket_id':'T1','device':'dev-1'}");
    node.pass(3_500);
    Reply again = api.post(T + "/admit", "{'ticket_id':'T1','device':'dev-1'}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("ALREADY_ADMITTED_HERE");
    assertThat(again.json().at("/data/seconds").asInt()).isEqualTo(3);
    assertThat(again.json().at("/data/first/block_time").asLong()).isEqualTo(FakeNode.START);
  }

  @Test
  void an_annulment_that_names_another_admission_is_told_the_current_one() {
    bring("");
    Reply admitted = api.post(T + "/admit", T1);
    String other = "ab".repeat(32);
    Reply reply = api.post(T + "/annul", "{'ticket_id':'T1','admission':'" + other + "'}");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("WRONG_STATE");
    assertThat(reply.json().at("/data/admission").asText())
        .isEqualTo(admitted.header("DTVN-Op-Id"));
  }

  @Test
  void an_annulment_after_the_time_for_it() {
    bring("");
    String opId = api.post(T + "/admit", T1).header("DTVN-Op-Id");
    node.pass(16 * 60_000);
    Reply reply = api.post(T + "/annul", "{'ticket_id':'T1','admission':'" + opId + "'}");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("TOO_LATE");
  }

  @Test
  void the_same_id_with_other_content_is_a_conflict() {
    api.post(T, "{'ticket_id':'T1','data':'YQ=='}");
    Reply reply = api.post(T, "{'ticket_id':'T1','data':'Yg=='}");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("ID_CONFLICT");
    assertThat(reply.error())
        .isEqualTo("Failed to issue ticket: ticket T1 exists with other content");
  }

  @Test
  void reading_an_unknown_ticket() {
    Reply reply = api.get(T + "/T1");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body())
        .isEqualTo(
            "{\"success\":false,\"error\":\"Ticket not found: ticket T1 not found\","
                + "\"code\":\"UNKNOWN_TICKET\"}\n");
  }

  private void bring(String... calls) {
    for (String call : calls) {
      assertThat(api.post(T + call, T1).status()).as(call).isBetween(200, 201);
    }
  }

  private Reply expect(String call, int status, String code, String error) {
    Reply reply = api.post(T + call, T1);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.error()).isEqualTo(error);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.json().at("/op_id").asText()).isEqualTo(reply.header("DTVN-Op-Id"));
    assertThat(reply.json().at("/success").asBoolean(true)).isFalse();
    return reply;
  }
}
