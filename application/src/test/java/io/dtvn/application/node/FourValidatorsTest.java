package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.OrderingStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four whole nodes in one process, linked by the memory network. */
class FourValidatorsTest {

  private static final int NODES = 4;

  @TempDir Path folder;

  private TestNetwork network = TestNetwork.of("unnamed", NODES);
  private final List<KeptStorage> storages =
      IntStream.range(0, NODES).mapToObj(_ -> new KeptStorage()).toList();
  private final List<ValidatorNode> nodes = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    network = TestNetwork.of(folder.getFileName().toString(), NODES);
    for (int i = 0; i < NODES; i++) {
      nodes.add(open(i));
    }
    Gate.until("four ready nodes", () -> nodes.stream().allMatch(n -> status(n).isReady()));
  }

  @AfterEach
  void stop() {
    nodes.forEach(ValidatorNode::close);
  }

  @Test
  void one_ticket_shown_at_all_four_nodes_is_admitted_once() throws Exception {
    gate(0).issueAll(IntStream.range(0, 50).mapToObj(i -> "T" + i).toList());

    for (int t = 0; t < 50; t++) {
      List<CompletionStage<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        answers.add(gate(i).admitting("at node" + i + " " + t, "T" + t));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (CompletionStage<Answer> answer : answers) {
        outcomes.add(Gate.await(answer).outcome());
      }
      assertThat(outcomes).filteredOn(Outcome.Applied.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSize(NODES - 1);
    }
  }

  @Test
  void all_nodes_reach_one_state() throws Exception {
    for (int i = 0; i < 40; i++) {
      gate(i % NODES).issue("T" + i);
    }

    Gate.until("one checkpoint at all nodes", this::haveOneCheckpoint);
    List<Digest> roots = nodes.stream().map(n -> status(n).stateRoot()).distinct().toList();

    assertThat(roots).hasSize(1);
  }

  /** At the newest multiple of the interval that any node has executed. */
  private boolean haveOneCheckpoint() {
    long newest = nodes.stream().mapToLong(n -> status(n).lastExecuted()).max().orElseThrow();
    return nodes.stream().allMatch(n -> status(n).stateRootAt() == newest - newest % 8);
  }

  @Test
  void a_backup_that_restarts_votes_again() throws Exception {
    gate(0).issue("T0");
    nodes.get(3).close();
    gate(0).issue("T1");
    nodes.set(3, open(3));
    Gate.until("node3 ready", () -> status(nodes.get(3)).isReady());
    nodes.get(2).close();

    Answer answer = gate(1).admit("a", "T1"); // q = 3 needs the restarted one

    assertThat(answer.outcome()).isInstanceOf(Outcome.Applied.class);
    nodes.set(2, open(2));
  }

  private ValidatorNode open(int i) {
    return ValidatorNode.open(network.plan(i, folder.resolve("node" + i), storages.get(i)));
  }

  private Gate gate(int i) {
    return new Gate(nodes.get(i));
  }

  private static OrderingStatus status(ValidatorNode node) {
    return node.useCases().node().ordering();
  }
}
