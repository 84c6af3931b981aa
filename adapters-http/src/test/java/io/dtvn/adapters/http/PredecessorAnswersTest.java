package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the predecessor's four-node network answered, field for field. */
class PredecessorAnswersTest extends ApiTest {

  private final FakeNode node = new FakeNode();

  @Test
  void validating_a_ticket_says_so_and_nothing_else() {
    Api api = open(node);
    assertThat(api.post(T, "{'ticket_id':'T1'}").status()).isEqualTo(201);
    Reply reply = api.post(T + "/validate", "{'ticket_id':'T1'}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo("{\"success\":true,\"message\":\"Ticket validated successfully\"}\n");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }
}
