package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the predecessor's documentation tells a newcomer to type, against the real program. */
class QuickStartTest {

  @TempDir Path data;

  @Test
  void the_documented_life_of_a_ticket() throws Exception {
    try (NodeProcess node = NodeProcess.start(data)) {
      NodeHttp http = node.awaitReady();

      assertThat(
              http.post(
                      "/api/v1/tickets/validate",
                      "{\"ticket_id\":\"TICKET-001\",\"data\":\"eyJldmVudCI6IkNvbmNlcnQifQ==\"}")
                  .text())
          .isEqualTo("{\"success\":true,\"message\":\"Ticket validated successfully\"}\n");
      NodeHttp.Reply found = http.get("/api/v1/tickets/TICKET-001");
      assertThat(found.json().at("/data/State").asText()).isEqualTo("VALIDATED");
      assertThat(found.json().at("/data/ValidatorID").asText()).isEqualTo("node0");
      assertThat(http.ticket("consume", "TICKET-001").text())
          .isEqualTo("{\"success\":true,\"message\":\"Ticket consumed successfully\"}\n");
      NodeHttp.Reply again = http.ticket("consume", "TICKET-001");
      assertThat(again.status()).isEqualTo(409);
      assertThat(again.json().path("code").asText()).isEqualTo("ALREADY_ADMITTED");
      assertThat(http.ticket("dispute", "TICKET-001").text())
          .isEqualTo("{\"success\":true,\"message\":\"Ticket disputed successfully\"}\n");
    }
  }

  @Test
  void the_node_says_who_it_is() throws Exception {
    try (NodeProcess node = NodeProcess.start(data)) {
      NodeHttp http = node.awaitReady();

      assertThat(http.get("/api/v1/node/crypto").json().at("/data/peer_id").asText())
          .isEqualTo("12D3KooWLtBkKrip2jyaRzhUphqYyVXGUPMMbmpBWHZMYXaueb9C");
      assertThat(http.get("/health").json().path("dev_keys").asBoolean()).isTrue();
      assertThat(node.output()).contains("development keys");
      assertThat(http.get("/api/v1/config").json().at("/data/total_nodes").asInt()).isEqualTo(1);
    }
  }

  @Test
  void a_restart_goes_on_where_it_was_and_an_orderly_stop_exits_with_0() throws Exception {
    String root;
    try (NodeProcess node = NodeProcess.start(data)) {
      NodeHttp http = node.awaitReady();
      assertThat(http.post("/api/v1/tickets/seed", "").json().at("/data/seeded").asInt())
          .isEqualTo(500);
      assertThat(http.ticket("admit", "TICKET-007").status()).isEqualTo(200);
      root = http.get("/api/v1/stats").json().at("/data/tickets").toString();
      assertThat(node.terminate()).isZero();
    }
    try (NodeProcess node = NodeProcess.start(data)) {
      NodeHttp http = node.awaitReady();

      assertThat(http.post("/api/v1/tickets/seed", "").json().at("/data/seeded").asInt()).isZero();
      assertThat(http.get("/api/v1/stats").json().at("/data/tickets").toString()).isEqualTo(root);
      assertThat(http.ticket("admit", "TICKET-007").json().path("code").asText())
          .isEqualTo("ALREADY_ADMITTED");
    }
  }
}
