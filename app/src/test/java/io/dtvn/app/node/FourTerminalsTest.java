package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.app.cli.Cli;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Validators started by hand, each told the others' addresses; and what status says of them. */
class FourTerminalsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void four_started_one_by_one_agree_and_go_on_without_one_and_with_it_again() throws Exception {
    try (Terminals terminals = new Terminals(folder)) {
      List<NodeProcess> nodes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        nodes.add(terminals.validator(i));
      }
      List<NodeHttp> http = nodes.stream().map(NodeProcess::awaitReady).toList();
      assertThat(http.get(1).ticket("validate", "T-1").status()).isEqualTo(200);
      checkStatusOfAll(http.get(2));

      nodes.get(3).kill();

      assertThat(http.get(2).ticket("consume", "T-1").status()).isEqualTo(200);
      Terminals.awaitStatus(http.get(0), "node3 ", "not connected");

      NodeProcess again = terminals.validator(3);
      NodeHttp back = again.awaitReady();
      Await.until(
          PATIENCE,
          () -> back.ticket("consume", "T-1").text().contains("ALREADY_ADMITTED"),
          again::output);
      Terminals.awaitStatus(http.get(0), "node3 ", "votes");
    }
  }

  private static void checkStatusOfAll(NodeHttp node) {
    Terminals.awaitStatus(node, "node3 ", "votes");
    Cli.Result status = Cli.run("status", "--url", node.url());
    assertThat(status.code()).isZero();
    assertThat(status.out())
        .contains("4 validators, 3 must agree, 1 may fail; as node2 sees it")
        .containsPattern("node0 +primary +12D3KooW")
        .containsPattern("node1 +backup +12D3KooW")
        .containsPattern("node2 .* itself +ready")
        .endsWith("ready\n");
    Cli.Result json = Cli.run("status", "--url", node.url(), "--json");
    assertThat(json.out()).contains("\"members\":[{\"id\":\"node0\"").contains("\"refused\":[");
  }
}
