package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.ports.out.OrderingStatus.Check;
import io.dtvn.ports.out.OrderingStatus.Standing;
import org.junit.jupiter.api.Test;

/** Alive, and ready. */
class HealthTest extends ApiTest {

  private final FakeNode node = new FakeNode();

  @Test
  void a_ready_node_names_its_checks() {
    Reply reply = open(node).get("/health/ready");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo("{\"ready\":true,\"checks\":{\"storage\":\"ok\",\"quorum\":\"ok\"}}\n");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void a_node_that_is_not_says_why_and_is_alive() {
    Api api = open(node);
    node.facts().check(new Check("storage", ""), new Check("quorum", "1 of 3 validators"));
    Reply reply = api.get("/health/ready");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body())
        .isEqualTo(
            "{\"ready\":false,\"checks\":{\"storage\":\"ok\",\"quorum\":\"1 of 3 validators\"}}\n");
    assertThat(api.get("/health").status()).isEqualTo(200);
  }

  @Test
  void a_learner_is_named_and_may_be_ready() {
    Api api = open(node);
    node.facts().stand(Standing.LEARNER);
    Reply reply = api.get("/health/ready");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/role").asText()).isEqualTo("LEARNER");
    assertThat(api.get("/health").json().at("/role").asText()).isEqualTo("LEARNER");
    assertThat(api.get("/api/v1/stats").json().at("/data/role").asText()).isEqualTo("LEARNER");
  }

  @Test
  void production_keys_are_told_apart() {
    node.facts().useProductionKeys();
    Api api = open(node);
    assertThat(api.get("/health").json().at("/dev_keys").asBoolean(true)).isFalse();
    assertThat(api.get("/api/v1/stats").json().at("/data/dev_keys").asBoolean(true)).isFalse();
  }
}
