package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.OrderingException;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.out.OrderingStatus.Standing;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole node with the real engine, alone in its network. */
class OneValidatorTest {

  private final TestNetwork network = TestNetwork.of("one", 1);
  private final KeptStorage storage = new KeptStorage();

  @TempDir Path folder;

  @Test
  void it_is_ready_as_soon_as_it_is_open() {
    try (ValidatorNode node = open()) {
      OrderingStatus status = new Gate(node).status();

      assertThat(status.isReady()).as("%s", status.checks()).isTrue();
      assertThat(status.standing()).isEqualTo(Standing.VOTER);
      assertThat(node.isFirstStart()).isTrue();
      assertThat(node.useCases().node().identity().firstStart()).isTrue();
    }
  }

  @Test
  void a_ticket_is_admitted_once() throws Exception {
    try (ValidatorNode node = open()) {
      Gate gate = new Gate(node);
      gate.issue("T1");

      Answer first = gate.admit("a", "T1");
      Answer second = gate.admit("b", "T1");
      Answer again = gate.admit("a", "T1");

      assertThat(first.outcome()).isInstanceOf(Outcome.Applied.class);
      assertThat(second.outcome())
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.refusal().code()).isEqualTo(RefusalCode.ALREADY_ADMITTED));
      assertThat(again.outcome()).isEqualTo(first.outcome());
      assertThat(again.replayed()).isTrue();
    }
  }

  @Test
  void one_admission_costs_one_sync() throws Exception {
    try (ValidatorNode node = open()) {
      Gate gate = new Gate(node);
      gate.issue("T1");
      int before = storage.store.syncs();

      gate.admit("a", "T1");

      assertThat(storage.store.syncs()).isEqualTo(before + 1);
    }
  }

  @Test
  void everything_is_there_after_a_restart() throws Exception {
    OrderingStatus before;
    try (ValidatorNode node = open()) {
      Gate gate = new Gate(node);
      gate.issueAll(IntStream.range(0, 300).mapToObj(i -> "T" + i).toList());
      for (int i = 0; i < 40; i++) {
        gate.admit("a" + i, "T" + i);
      }
      Gate.until("a checkpoint", () -> gate.status().stateRootAt() >= 40);
      before = gate.status();
    }

    try (ValidatorNode node = open()) {
      Gate gate = new Gate(node);

      assertThat(node.isFirstStart()).isFalse();
      assertThat(gate.status().lastExecuted()).isEqualTo(before.lastExecuted());
      assertThat(gate.status().stateRoot()).isEqualTo(before.stateRoot());
      assertThat(gate.status().stateRootAt()).isEqualTo(before.stateRootAt());
      assertThat(node.useCases().node().ticketCounts())
          .containsEntry(TicketState.CONSUMED, 40L)
          .containsEntry(TicketState.ISSUED, 260L);
      assertThat(gate.admit("a3", "T3").replayed()).isTrue();
      assertThat(gate.admit("z", "T41").outcome()).isInstanceOf(Outcome.Applied.class);
    }
  }

  @Test
  void a_sync_that_fails_stops_the_node_and_acknowledges_nothing() throws Exception {
    try (ValidatorNode node = open()) {
      Gate gate = new Gate(node);
      gate.issue("T1");
      storage.store.failSyncAfter(0);

      CompletionStage<Answer> answer = gate.admitting("a", "T1");

      assertThatThrownBy(() -> Gate.await(answer))
          .hasCauseInstanceOf(OrderingException.OutcomeUnknown.class);
      assertThat(Gate.await(node.stoppedItself())).hasMessageContaining("broken medium");
      assertThat(gate.status().isReady()).isFalse();
      assertThat(node.useCases().tickets().ticket(new TicketId("T1")).orElseThrow().ticket())
          .matches(ticket -> ticket.state() == TicketState.ISSUED);
    }
  }

  @Test
  void a_closed_node_lets_go_of_its_folder_and_may_be_closed_again() {
    ValidatorNode node = open();
    node.close();
    node.close();

    open().close();
  }

  private ValidatorNode open() {
    return ValidatorNode.open(network.plan(0, folder, storage));
  }
}
