package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.spi.NetworkProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that comes late, while the first member that it asks keeps it from catching up. */
class LyingArchiveTest {

  private static final int LATE = 3;

  /** The member whose turn it is first, and the primary: it keeps to the protocol otherwise. */
  private static final int LIAR = 0;

  private static final Duration LAG = Duration.ofMillis(200);

  @TempDir Path folder;
  private final List<ValidatorNode> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(ValidatorNode::close);
  }

  @Test
  void a_late_node_catches_up_though_a_liar_brings_it_one_batch_at_a_time() throws Exception {
    TestNetwork network = TestNetwork.of(folder.getFileName().toString(), LATE + 1);
    LyingArchive lying =
        new LyingArchive(
            TestNetwork.plugIn(NetworkProvider.class, "network.type", "memory"),
            LAG.toMillis() * 3 / 4);
    for (int i = 0; i < LATE; i++) {
      NodePlan plan = network.plan(i, folder.resolve("node" + i), new KeptStorage());
      if (i == LIAR) {
        plan = TestNetwork.with(plan, lying, LAG);
      }
      nodes.add(ValidatorNode.open(plan));
    }
    Gate.until("three ready", () -> nodes.stream().allMatch(n -> status(n).isReady()));
    for (int i = 0; i < 400; i++) { // a minute's worth of what the liar brings
      new Gate(nodes.get(1)).issue("T" + i);
    }

    NodePlan late = network.plan(LATE, folder.resolve("late"), new KeptStorage());
    nodes.add(ValidatorNode.open(TestNetwork.with(late, late.network(), LAG)));

    Gate.until("the late one ready", () -> status(nodes.get(LATE)).isReady());
    long there = status(nodes.get(1)).lastExecuted();
    Gate.until("all of it", () -> status(nodes.get(LATE)).lastExecuted() >= there);
    assertThat(lying.streams).as("the liar was read").isNotEmpty();
  }

  private static OrderingStatus status(ValidatorNode node) {
    return node.useCases().node().ordering();
  }
}
