package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight callers of one ticket at one node. */
class SingleNodeAdmissionTest {

  private static final int TICKETS = 500;
  private static final int CLIENTS = 8;

  @TempDir Path data;

  @Test
  void of_eight_callers_at_once_exactly_one_is_admitted_and_seven_learn_who_was() throws Exception {
    try (NodeProcess node = NodeProcess.start(data);
        ExecutorService callers = Executors.newFixedThreadPool(CLIENTS)) {
      NodeHttp http = node.awaitReady();
      assertThat(http.post("/api/v1/tickets/seed", "").status()).isEqualTo(200);

      for (int i = 1; i <= TICKETS; i++) {
        String id = "TICKET-%03d".formatted(i);
        Callable<NodeHttp.Reply> admit = () -> http.ticket("admit", id);
        List<NodeHttp.Reply> replies = new ArrayList<>();
        for (Future<NodeHttp.Reply> reply :
            callers.invokeAll(Collections.nCopies(CLIENTS, admit))) {
          replies.add(reply.get());
        }
        check(replies);
      }
    }
  }

  private static void check(List<NodeHttp.Reply> replies) {
    List<NodeHttp.Reply> admitted = replies.stream().filter(r -> r.status() == 200).toList();
    List<NodeHttp.Reply> refused = replies.stream().filter(r -> r.status() == 409).toList();
    assertThat(admitted).hasSize(1);
    assertThat(refused).hasSize(CLIENTS - 1);
    String winner = admitted.getFirst().json().at("/data/op_id").asText();
    assertThat(refused)
        .allSatisfy(
            reply -> {
              assertThat(reply.json().path("code").asText()).isEqualTo("ALREADY_ADMITTED");
              assertThat(reply.json().at("/data/first/op_id").asText()).isEqualTo(winner);
            });
  }
}
