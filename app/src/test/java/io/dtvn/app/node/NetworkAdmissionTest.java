package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four validators, a process each, over libp2p: whoever asks where, a ticket is admitted once. */
class NetworkAdmissionTest {

  private static final int NODES = 4;
  private static final int TICKETS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void a_ticket_shown_at_all_four_nodes_at_once_is_admitted_once_and_all_nodes_agree()
      throws Exception {
    DemoProcess.Ports ports = DemoProcess.Ports.free(NODES);
    try (DemoProcess demo = DemoProcess.start(folder.resolve("d"), ports);
        ExecutorService gates = Executors.newFixedThreadPool(NODES)) {
      demo.awaitLines("ready ", 1);
      assertThat(demo.lines("node"))
          .filteredOn(line -> line.contains("3 of 3 peers"))
          .hasSize(NODES);
      assertThat(demo.node(0).post("/api/v1/tickets/seed", "").status()).isEqualTo(200);

      for (int i = 1; i <= TICKETS; i++) {
        checkOneAdmission(admitEverywhere(demo, gates, "TICKET-%03d".formatted(i)));
      }

      Await.until(
          PATIENCE,
          () -> distinct(demo, "last_executed").size() == 1,
          () -> stats(demo).toString());
      Await.until(
          PATIENCE,
          () -> distinct(demo, "state_root_at").size() == 1,
          () -> stats(demo).toString());
      assertThat(distinct(demo, "state_root_at")).doesNotContain("0");
      assertThat(distinct(demo, "state_root")).hasSize(1);
      assertThat(demo.node(3).get("/api/v1/stats").json().at("/data/tickets/CONSUMED").asInt())
          .isEqualTo(TICKETS);
      assertThat(demo.terminate()).isZero();
      demo.awaitNoChild();
    }
  }

  private static List<NodeHttp.Reply> admitEverywhere(
      DemoProcess demo, ExecutorService gates, String ticket) throws Exception {
    List<Callable<NodeHttp.Reply>> calls = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      NodeHttp http = demo.node(node);
      calls.add(() -> http.ticket("admit", ticket));
    }
    List<NodeHttp.Reply> replies = new ArrayList<>();
    for (Future<NodeHttp.Reply> reply : gates.invokeAll(calls)) {
      replies.add(reply.get());
    }
    return replies;
  }

  private static void checkOneAdmission(List<NodeHttp.Reply> replies) {
    List<NodeHttp.Reply> admitted = replies.stream().filter(r -> r.status() == 200).toList();
    List<NodeHttp.Reply> refused = replies.stream().filter(r -> r.status() == 409).toList();
    assertThat(admitted).as(replies.toString()).hasSize(1);
    assertThat(refused).as(replies.toString()).hasSize(NODES - 1);
    String winner = admitted.getFirst().json().at("/data/op_id").asText();
    assertThat(refused)
        .allSatisfy(
            reply -> {
              assertThat(reply.json().path("code").asText()).isEqualTo("ALREADY_ADMITTED");
              assertThat(reply.json().at("/data/first/op_id").asText()).isEqualTo(winner);
            });
  }

  private static Set<String> distinct(DemoProcess demo, String field) {
    Set<String> values = new TreeSet<>();
    stats(demo).forEach(stats -> values.add(stats.path(field).asText()));
    return values;
  }

  private static List<JsonNode> stats(DemoProcess demo) {
    List<JsonNode> all = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      all.add(demo.node(node).get("/api/v1/stats").json().path("data"));
    }
    return all;
  }
}
