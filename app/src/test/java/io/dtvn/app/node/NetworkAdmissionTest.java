package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four validators, a process each, over libp2p: whoever asks where, a ticket is admitted once. */
class NetworkAdmissionTest {

  private static final int NODES = 4;
  private static final int TICKETS = 200;

  @TempDir Path folder;

  @Test
  void a_ticket_shown_at_all_four_nodes_at_once_is_admitted_once_and_all_nodes_agree()
      throws Exception {
    try (DemoProcess demo = DemoProcess.start(folder.resolve("d"), Ports.free(NODES))) {
      demo.awaitLines("ready ", 1);
      assertThat(demo.lines("node"))
          .filteredOn(line -> line.contains("3 of 3 peers"))
          .hasSize(NODES);
      List<String> tickets = IntStream.range(0, TICKETS).mapToObj(i -> "T-" + i).toList();
      FaultedRace.Plan nothing =
          new FaultedRace.Plan(Fault.NONE, List.of(), Duration.ZERO, Optional.empty());

      FaultedRace.Findings found =
          new FaultedRace(demo, NODES, nothing).run(tickets, folder, _ -> {});

      assertThat(found.violations()).isEmpty();
      assertThat(found.admitted()).isEqualTo(TICKETS);
      assertThat(demo.node(3).get("/api/v1/stats").json().at("/data/tickets/CONSUMED").asInt())
          .isEqualTo(TICKETS);
      assertThat(demo.terminate()).isZero();
      demo.awaitNoChild();
    }
  }
}
