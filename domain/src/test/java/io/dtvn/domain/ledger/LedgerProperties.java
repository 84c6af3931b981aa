package io.dtvn.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.clock.VectorClock;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Action.Verdict;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.Refusal;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds after any log. */
final class LedgerProperties {

  /** Holds end after three seconds, operations are forgotten after thirty batches. */
  private static final FakeNetwork NETWORK =
      FakeNetwork.of(
          4,
          new ProtocolParameters(8, 16, 1, Duration.ZERO, Duration.ZERO, 30),
          new EventPolicy(
              new Label("default"),
              Duration.ofSeconds(3),
              Duration.ofSeconds(20),
              Duration.ofSeconds(10)));

  @Example
  void the_logs_meet_every_kind_of_outcome_and_every_refusal() {
    Set<Class<?>> kinds = new HashSet<>();
    Set<RefusalCode> refusals = EnumSet.noneOf(RefusalCode.class);
    for (int seed = 0; seed < 100; seed++) {
      InMemoryLedger ledger = NETWORK.ledger();
      for (Batch batch : new RandomLog(NETWORK, seed).batches(60)) {
        for (Outcome outcome : ledger.execute(batch).outcomes()) {
          kinds.add(outcome.getClass());
          if (outcome instanceof Outcome.Refused(Refusal refusal)) {
            refusals.add(refusal.code());
          }
        }
      }
    }
    assertThat(kinds).hasSize(Outcome.class.getPermittedSubclasses().length);
    assertThat(refusals).containsExactly(RefusalCode.values());
  }

  @Property(tries = 300)
  void no_log_admits_a_ticket_twice(@ForAll long seed) {
    InMemoryLedger ledger = NETWORK.ledger();
    Set<TicketId> inside = new HashSet<>();
    for (Batch batch : new RandomLog(NETWORK, seed).batches(60)) {
      Execution execution = ledger.execute(batch);
      int index = 0;
      for (Bundle bundle : batch.bundles()) {
        for (Operation operation : bundle.operations()) {
          if (execution.outcomes().get(index++) instanceof Outcome.Applied) {
            follow(operation, inside);
          }
        }
      }
    }
  }

  /** Who is inside may not be admitted before somebody takes the admission back. */
  private static void follow(Operation operation, Set<TicketId> inside) {
    switch (operation.action()) {
      case Action.Consume _, Action.Admit _ ->
          assertThat(inside.add(operation.ticketId())).as("admitted once").isTrue();
      case Action.Annul _ -> assertThat(inside.remove(operation.ticketId())).isTrue();
      case Action.Resolve(Verdict verdict) when verdict == Verdict.ISSUED ->
          inside.remove(operation.ticketId());
      case Action.Resolve(Verdict verdict) when verdict == Verdict.CONSUMED ->
          inside.add(operation.ticketId());
      default -> {}
    }
  }

  @Property(tries = 100)
  void each_operation_of_a_principal_takes_effect_once(@ForAll long seed) {
    InMemoryLedger ledger = FakeNetwork.of(4).ledger(); // forgets nothing
    Set<Object> effects = new HashSet<>();
    for (Batch batch : new RandomLog(FakeNetwork.of(4), seed).batches(60)) {
      for (HistoryEntry entry : ledger.execute(batch).changes().history()) {
        assertThat(effects.add(new OperationKey(entry.principal(), entry.opId()))).isTrue();
      }
    }
  }

  @Property(tries = 100)
  void the_version_is_the_length_of_the_history_and_the_head_its_hash(@ForAll long seed) {
    InMemoryLedger ledger = NETWORK.ledger();
    new RandomLog(NETWORK, seed).batches(60).forEach(ledger::execute);
    for (Ticket ticket : ledger.tickets().values()) {
      List<HistoryEntry> history = ledger.history(ticket.id());
      assertThat(ticket.version()).isEqualTo(history.size());
      Digest head = Digest.ZERO;
      VectorClock clock = VectorClock.EMPTY;
      for (int i = 0; i < history.size(); i++) {
        HistoryEntry entry = history.get(i);
        clock = clock.increment(entry.node());
        assertThat(entry.number()).isEqualTo(i + 1);
        assertThat(entry.previous()).isEqualTo(head);
        assertThat(entry.vectorClock()).isEqualTo(clock);
        head = entry.digest();
      }
      assertThat(ticket.historyHead()).isEqualTo(head);
      assertThat(ticket.vectorClock()).isEqualTo(clock);
      assertThat(ticket.updated()).isEqualTo(history.getLast().blockTime());
      check(history);
    }
  }

  /** Each entry begins where the one before ended, or where its hold's end has led. */
  private static void check(List<HistoryEntry> history) {
    for (int i = 1; i < history.size(); i++) {
      HistoryEntry before = history.get(i - 1);
      HistoryEntry entry = history.get(i);
      assertThat(entry.blockTime()).isGreaterThanOrEqualTo(before.blockTime());
      TicketState from = entry.from().orElseThrow();
      boolean holdEnded =
          before.to() == TicketState.VALIDATED
              && from == TicketState.ISSUED
              && (before.type() != ActionType.VALIDATE
                  || entry.blockTime() >= before.blockTime() + 3000);
      assertThat(from == before.to() || holdEnded).isTrue();
    }
  }

  @Property(tries = 100)
  void a_ticket_has_what_belongs_to_its_state(@ForAll long seed) {
    InMemoryLedger ledger = NETWORK.ledger();
    for (Batch batch : new RandomLog(NETWORK, seed).batches(40)) {
      ledger.execute(batch);
      for (Ticket ticket : ledger.tickets().values()) {
        TicketState prior = ticket.dispute().map(d -> d.priorState()).orElse(ticket.state());
        assertThat(ticket.dispute().isPresent()).isEqualTo(ticket.state() == TicketState.DISPUTED);
        assertThat(ticket.hold().isPresent()).isEqualTo(prior == TicketState.VALIDATED);
        if (prior != TicketState.REVOKED) {
          assertThat(ticket.admission().isPresent()).isEqualTo(prior == TicketState.CONSUMED);
        }
      }
    }
  }

  @Property(tries = 100)
  void the_state_root_is_that_of_the_state_computed_from_scratch(@ForAll long seed) {
    InMemoryLedger ledger = NETWORK.ledger();
    for (Batch batch : new RandomLog(NETWORK, seed).batches(40)) {
      ledger.execute(batch);
      assertThat(ledger.stateRoot()).isEqualTo(ledger.recomputedRoot());
    }
  }

  @Property(tries = 100)
  void folding_changes_late_gives_the_same_root(@ForAll long seed) {
    InMemoryLedger each = NETWORK.ledger();
    InMemoryLedger late = NETWORK.ledger();
    for (Batch batch : new RandomLog(NETWORK, seed).batches(40)) {
      assertThat(late.execute(batch)).isEqualTo(each.execute(batch));
      each.map();
    }
    assertThat(late.stateRoot()).isEqualTo(each.stateRoot());
  }

  /**
   * Behind every batch come repetitions of earlier bundles, and of earlier operations in new
   * bundles of their gateway, in any order: tickets and histories are as without them.
   */
  @Property(tries = 40)
  void repetitions_in_any_order_change_no_ticket(@ForAll long seed, @ForAll Random random) {
    FakeNetwork network = FakeNetwork.of(4); // forgets nothing
    InMemoryLedger plain = network.ledger();
    InMemoryLedger repeating = network.ledger();
    Repetitions repetitions = new Repetitions(network, random);
    for (Batch batch : new RandomLog(network, seed).batches(30)) {
      Execution execution = plain.execute(batch);
      repeating.execute(repetitions.behind(batch));
      repetitions.learn(batch, execution);
    }
    assertThat(repeating.tickets()).isEqualTo(plain.tickets());
    for (TicketId id : plain.tickets().keySet()) {
      assertThat(repeating.history(id)).isEqualTo(plain.history(id));
    }
    assertThat(repeating.head().blockTime()).isEqualTo(plain.head().blockTime());
  }
}
