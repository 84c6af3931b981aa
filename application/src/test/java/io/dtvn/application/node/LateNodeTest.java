package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.out.OrderingStatus.Member;
import io.dtvn.ports.out.OrderingStatus.Report;
import io.dtvn.ports.out.OrderingStatus.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that come late or were away, among four in one process; K = 8, so L = 16. */
class LateNodeTest {

  private static final int NODES = 4;

  @TempDir Path folder;

  private TestNetwork network = TestNetwork.of("unnamed", NODES);
  private final List<KeptStorage> storages =
      new ArrayList<>(IntStream.range(0, NODES).mapToObj(_ -> new KeptStorage()).toList());
  private final List<ValidatorNode> nodes = new ArrayList<>();
  private int issued;

  @BeforeEach
  void nameTheNetwork() {
    network = TestNetwork.of(folder.getFileName().toString(), NODES);
  }

  @AfterEach
  void stop() {
    nodes.forEach(ValidatorNode::close);
  }

  @Test
  void a_node_that_starts_late_reads_an_archive_and_then_votes() throws Exception {
    startThree();
    orders(100);

    nodes.add(open(3));
    Gate.until("node3 ready", () -> status(3).isReady());
    awaitSameState();
    nodes.get(2).close();
    Answer answer = gate(3).admit("a", "T0"); // q = 3 needs the late one

    assertThat(answer.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(status(3).standing()).isEqualTo(Standing.VOTER);
    nodes.set(2, open(2));
  }

  @Test
  void a_node_that_was_away_for_many_windows_catches_up_while_load_goes_on() throws Exception {
    startThree();
    nodes.add(open(3));
    Gate.until("four ready", () -> nodes.stream().allMatch(n -> status(n).isReady()));
    orders(5);
    nodes.get(3).close();
    orders(200);

    nodes.set(3, open(3));
    for (int i = 0; i < 100; i++) {
      gate(0).issue("T" + issued++);
    }
    Gate.until("node3 ready", () -> status(3).isReady());
    awaitSameState();

    assertThat(status(3).standing()).isEqualTo(Standing.VOTER);
  }

  @Test
  void a_node_that_stops_in_the_middle_goes_on_from_there() throws Exception {
    startThree();
    orders(300);

    nodes.add(open(3));
    Gate.until("some batches", () -> status(3).lastExecuted() > 20);
    nodes.get(3).close();
    long reached = status(3).lastExecuted();
    nodes.set(3, open(3));

    assertThat(status(3).lastExecuted()).isGreaterThanOrEqualTo(reached);
    Gate.until("node3 ready", () -> status(3).isReady());
    awaitSameState();
  }

  @Test
  void a_node_on_an_emptied_folder_learns_everything_and_does_not_vote() throws Exception {
    startThree();
    nodes.add(open(3));
    Gate.until("four ready", () -> nodes.stream().allMatch(n -> status(n).isReady()));
    orders(60);
    nodes.get(3).close();
    storages.set(3, new KeptStorage());
    nodes.set(3, ValidatorNode.open(network.later(3, folder.resolve("node3"), storages.get(3))));
    orders(20);
    awaitSameState();

    assertThat(status(3).standing()).isEqualTo(Standing.LEARNER);
    Gate.until("the learner is ready", () -> status(3).isReady());
    Gate.until("others know", () -> standingOf3(0) == Standing.LEARNER);
    assertThat(status(0).isReady()).isTrue();
  }

  @Test
  void the_status_names_every_member_and_how_far_it_is() throws Exception {
    startThree();
    orders(10);

    Gate.until("reports", () -> reportsAt(status(0).lastExecuted()) == 3);
    List<Member> members = status(0).members();

    assertThat(members).hasSize(NODES);
    assertThat(members.stream().map(m -> m.id().value()))
        .containsExactly("node0", "node1", "node2", "node3");
    assertThat(members.stream().map(Member::connected)).containsExactly(true, true, true, false);
    assertThat(members.get(3).report()).isEmpty();
    assertThat(members).allMatch(m -> m.alarm().isEmpty());
  }

  private long reportsAt(long executed) {
    return status(0).members().stream()
        .flatMap(m -> m.report().stream())
        .filter(r -> r.lastExecuted() == executed)
        .count();
  }

  private Standing standingOf3(int node) {
    return status(node).members().get(3).report().map(Report::standing).orElse(Standing.ASKING);
  }

  private void startThree() throws Exception {
    for (int i = 0; i < NODES - 1; i++) {
      nodes.add(open(i));
    }
    Gate.until("three ready nodes", () -> nodes.stream().allMatch(n -> status(n).isReady()));
  }

  /** Orders that many batches. */
  private void orders(int batches) throws Exception {
    for (int i = 0; i < batches; i++) {
      gate(i % 2).issue("T" + issued++);
    }
  }

  private void awaitSameState() throws Exception {
    Gate.until(
        "one checkpoint at all nodes, beyond the first window",
        () -> nodes.stream().map(n -> status(n).stateRootAt()).distinct().count() == 1);
    List<Digest> roots = nodes.stream().map(n -> status(n).stateRoot()).distinct().toList();
    assertThat(roots).hasSize(1);
    assertThat(status(0).stateRootAt()).isGreaterThan(0);
  }

  private ValidatorNode open(int i) {
    return ValidatorNode.open(network.plan(i, folder.resolve("node" + i), storages.get(i)));
  }

  private Gate gate(int i) {
    return new Gate(nodes.get(i));
  }

  private OrderingStatus status(int i) {
    return status(nodes.get(i));
  }

  private static OrderingStatus status(ValidatorNode node) {
    return node.useCases().node().ordering();
  }
}
