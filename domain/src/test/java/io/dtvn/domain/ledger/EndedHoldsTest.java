package io.dtvn.domain.ledger;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.at;
import static io.dtvn.domain.ticket.Operations.dispute;
import static io.dtvn.domain.ticket.Operations.issue;
import static io.dtvn.domain.ticket.Operations.validate;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds with a lifetime are given back at the start of the first batch after their end. */
final class EndedHoldsTest {

  private static final EventPolicy SECOND =
      new EventPolicy(
          new Label("default"), Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ZERO);

  private final FakeNetwork network = FakeNetwork.of(1, ProtocolParameters.DEFAULT, SECOND);
  private final InMemoryLedger ledger = network.ledger();
  private long number;

  @Test
  void an_ended_hold_is_cleared_in_the_order_of_end_and_id() {
    execute(1000, issue("b", "B"), issue("a", "A"), issue("c", "C"));
    execute(1500, at("G", "d", validate("vc", "C")));
    execute(1600, at("G", "d", validate("vb", "B")), at("G", "d", validate("va", "A")));
    assertThat(execute(2499).changes().released()).isEmpty();
    assertThat(execute(2600).changes().released())
        .containsExactly(new TicketId("C"), new TicketId("A"), new TicketId("B"));
    for (Ticket ticket : ledger.tickets().values()) {
      assertThat(ticket.state()).isEqualTo(TicketState.ISSUED);
      assertThat(ticket.hold()).isEmpty();
      assertThat(ticket.version()).isEqualTo(2).isEqualTo(ledger.history(ticket.id()).size());
      assertThat(ticket.historyHead()).isEqualTo(ledger.history(ticket.id()).getLast().digest());
    }
    assertThat(ledger.recomputedRoot()).isEqualTo(ledger.stateRoot());
    assertThat(execute(2700).changes().tickets()).isEmpty();
  }

  @Test
  void a_cleared_ticket_is_written_and_then_changed_by_the_batch_itself() {
    execute(1000, issue("i", "T"), at("G", "d", validate("v", "T")));
    Execution execution = execute(2000, at("H", "e", admit("a", "T")));
    assertThat(execution.outcomes())
        .containsExactly(new Outcome.Applied(ActionType.ADMIT, TicketState.CONSUMED, 3));
    assertThat(execution.changes().tickets())
        .containsExactly(ledger.ticket(new TicketId("T")).orElseThrow());
    assertThat(execution.changes().released()).containsExactly(new TicketId("T"));
  }

  @Test
  void a_batch_clears_at_most_1024_and_what_is_left_binds_nobody_meanwhile() {
    List<Operation> issues = new ArrayList<>();
    List<Operation> holds = new ArrayList<>();
    for (int i = 0; i < 1100; i++) {
      String id = "T%04d".formatted(i);
      issues.add(issue("i" + i, id));
      holds.add(at("G", "d", validate("v" + i, id)));
    }
    executeAll(1000, issues);
    executeAll(1000, holds);
    Execution first = execute(2000, at("H", "e", admit("a", "T1099")));
    assertThat(first.changes().released())
        .hasSize(TicketTable.RELEASES_MAX)
        .startsWith(new TicketId("T0000"))
        .doesNotContain(new TicketId("T1099"));
    assertThat(first.outcomes())
        .containsExactly(new Outcome.Applied(ActionType.ADMIT, TicketState.CONSUMED, 3));
    assertThat(ledger.execute(Batch.nullOf(0)).changes().released()).hasSize(1100 - 1024 - 1);
    assertThat(ledger.endedHolds(Long.MAX_VALUE, 1)).isEmpty();
    assertThat(ledger.recomputedRoot()).isEqualTo(ledger.stateRoot());
  }

  @Test
  void a_hold_under_dispute_ends_too() {
    execute(1000, issue("i", "T"), at("G", "d", validate("v", "T")), dispute("x", "T"));
    execute(2000);
    Ticket ticket = ledger.ticket(new TicketId("T")).orElseThrow();
    assertThat(ticket.state()).isEqualTo(TicketState.DISPUTED);
    assertThat(ticket.hold()).isEmpty();
    assertThat(ticket.dispute().orElseThrow().priorState()).isEqualTo(TicketState.ISSUED);
  }

  private Execution execute(long time, Operation... operations) {
    return ledger.execute(
        operations.length == 0
            ? FakeNetwork.batch(time)
            : FakeNetwork.batch(time, network.bundle(0, ++number, operations)));
  }

  private void executeAll(long time, List<Operation> operations) {
    for (int from = 0; from < operations.size(); from += 200) {
      int to = Math.min(from + 200, operations.size());
      execute(time, operations.subList(from, to).toArray(Operation[]::new));
    }
  }
}
