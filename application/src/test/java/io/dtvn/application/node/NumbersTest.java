package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.fixture.NotedMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What four nodes count while they work. */
class NumbersTest {

  private static final int NODES = 4;

  @TempDir Path folder;

  private final List<ValidatorNode> nodes = new ArrayList<>();
  private final List<NotedMetrics> numbers = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(ValidatorNode::close);
  }

  @Test
  void every_number_is_there_and_means_what_its_name_says() throws Exception {
    start();
    Gate gate = new Gate(nodes.get(1));
    for (int i = 0; i < 20; i++) {
      gate.issue("ticket-" + i);
    }
    gate.admit("one", "ticket-0");
    gate.admit("two", "ticket-0");
    Gate.until(
        "all executed", () -> nodes.stream().allMatch(n -> executed(n) == executed(nodes.get(1))));

    for (int i = 0; i < NODES; i++) {
      NotedMetrics of = numbers.get(i);
      long executed = executed(nodes.get(i));
      Gate.until("told", () -> of.count("dtvn_consensus_success_total") == executed);
      assertThat(of.gauge("dtvn_consensus_last_executed_sequence")).isEqualTo((double) executed);
      assertThat(of.gauge("dtvn_consensus_is_primary")).isEqualTo(i == 0 ? 1 : 0);
      assertThat(of.count("dtvn_consensus_rounds_total")).isEqualTo(executed);
      assertThat(of.count("dtvn_consensus_latency_seconds")).isEqualTo(executed);
      assertThat(of.count("dtvn_consensus_phase_seconds{phase=commit}")).isEqualTo(executed);
      assertThat(of.count("dtvn_consensus_failure_total")).isZero();
      assertThat(of.count("dtvn_ticket_consumed_total")).isEqualTo(1);
      assertThat(of.count("dtvn_ticket_refused_total{code=ALREADY_ADMITTED}")).isEqualTo(1);
      assertThat(of.gauge("dtvn_ticket_states{state=issued}")).isEqualTo(19);
      assertThat(of.gauge("dtvn_node_connected_validators")).isEqualTo(NODES);
      assertThat(of.gauge("dtvn_node_ready")).isEqualTo(1);
      assertThat(of.gauge("dtvn_node_learner")).isZero();
      assertThat(of.gauge("dtvn_node_catching_up")).isZero();
      assertThat(of.count("dtvn_storage_fsync_seconds")).isPositive();
      assertThat(of.count("dtvn_storage_operations_total{operation=write}")).isPositive();
      assertThat(of.count("dtvn_consensus_messages_total{direction=sent, type=COMMIT}"))
          .isGreaterThanOrEqualTo(executed * (NODES - 1));
    }
    assertThat(numbers.get(1).count("dtvn_consensus_request_seconds")).isEqualTo(22);
    assertThat(numbers.get(2).count("dtvn_consensus_request_seconds")).isZero();
  }

  @Test
  void no_ticket_is_ever_a_label_and_the_labels_are_few() throws Exception {
    start();
    for (int i = 0; i < 30; i++) {
      new Gate(nodes.get(i % NODES)).issue("ticket-" + i);
    }

    for (NotedMetrics of : numbers) {
      assertThat(of.series()).noneMatch(series -> series.contains("ticket-"));
      assertThat(of.series()).hasSizeLessThan(150);
      assertThat(of.names()).allMatch(name -> name.matches("dtvn_[a-z]+_[a-z_]+"));
    }
  }

  private void start() throws Exception {
    TestNetwork network = TestNetwork.of(folder.getFileName().toString(), NODES);
    for (int i = 0; i < NODES; i++) {
      NotedMetrics of = new NotedMetrics();
      numbers.add(of);
      nodes.add(ValidatorNode.open(network.counted(i, folder.resolve("node" + i), of)));
    }
    Gate.until("ready", () -> nodes.stream().allMatch(n -> new Gate(n).status().isReady()));
  }

  private static long executed(ValidatorNode node) {
    return new Gate(node).status().lastExecuted();
  }
}
