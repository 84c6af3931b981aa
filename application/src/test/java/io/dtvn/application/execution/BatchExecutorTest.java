package io.dtvn.application.execution;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.issue;
import static io.dtvn.domain.ticket.Operations.validate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.fixture.FaultyStore;
import io.dtvn.application.fixture.NotedMetrics;
import io.dtvn.application.fixture.Stores;
import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.MeteredStore;
import io.dtvn.application.store.TicketCounts;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchExecutorTest {

  private static final String READS = "dtvn_storage_operations_total{operation=read}";

  @Test
  void a_batch_is_executed_stored_and_at_one_validator_certified() {
    ExecutionFixture node = ExecutionFixture.of(1);

    node.execute(1, issue("a", "T1"), admit("b", "T1"), admit("c", "T1"));

    assertThat(node.executed).containsExactly(1L);
    assertThat(node.ids).extracting(id -> id.number()).containsExactly(1L);
    assertThat(node.broadcast).as("nobody else to tell").isEmpty();
    assertThat(node.certifiedSequences()).containsExactly(1L);
    CertifiedBatch.BundleOutcomes outcomes = node.certified.getFirst().bundles().getFirst();
    assertThat(outcomes.outcomes().subList(0, 2))
        .containsExactly(
            new Outcome.Applied(ActionType.ISSUE, TicketState.ISSUED, 1),
            new Outcome.Applied(ActionType.ADMIT, TicketState.CONSUMED, 2));
    assertThat(outcomes.outcomes().get(2))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.refusal().code()).isEqualTo(RefusalCode.ALREADY_ADMITTED));
    assertThat(node.failures).isEmpty();
  }

  @Test
  void a_new_ticket_costs_one_read_of_it_and_one_of_its_operation() {
    NotedMetrics metrics = new NotedMetrics();
    MeteredStore store = new MeteredStore(Stores.onHeap(), metrics);
    ExecutionFixture node = ExecutionFixture.of(FakeNetwork.of(1), store);
    node.execute(1, issue("a", "T1"));
    long before = metrics.count(READS);

    node.execute(2, issue("b", "T2"), issue("c", "T3"), issue("d", "T4"));

    assertThat(metrics.count(READS) - before).isEqualTo(3 + 3);
  }

  @Test
  void each_batch_is_one_buffered_write() {
    FaultyStore store = new FaultyStore(Stores.onHeap());
    ExecutionFixture node = ExecutionFixture.of(FakeNetwork.of(1), store);
    int before = store.writes().size();

    node.execute(1, issue("a", "T1"), validate("b", "T1")).execute(2, admit("c", "T1"));

    assertThat(store.writes().subList(before, store.writes().size()))
        .containsExactly(Durability.BUFFERED, Durability.BUFFERED);
  }

  @Test
  void outcomes_of_several_bundles_keep_their_places() {
    ExecutionFixture node = ExecutionFixture.of(FakeNetwork.of(4), Stores.onHeap());
    Bundle first = node.network.bundle(0, 1, issue("a", "T1"), issue("b", "T2"));
    Bundle second = node.network.bundle(1, 1, admit("c", "T2"));

    node.execute(1, first, second);
    node.hears(1, node.resultOf(1, 1));

    assertThat(node.certified.getFirst().bundles())
        .extracting(
            CertifiedBatch.BundleOutcomes::id,
            CertifiedBatch.BundleOutcomes::digest,
            CertifiedBatch.BundleOutcomes::firstIndex,
            bundle -> bundle.outcomes().size())
        .containsExactly(
            tuple(first.id(), first.digest(), 0, 2), tuple(second.id(), second.digest(), 2, 1));
  }

  @Test
  void an_operation_is_executed_once_also_across_a_restart() {
    ExecutionFixture node = ExecutionFixture.of(1).execute(1, issue("a", "T1"), admit("b", "T1"));

    ExecutionFixture again = node.restarted().execute(2, admit("b", "T1"));

    Outcome outcome = again.certified.getFirst().bundles().getFirst().outcomes().getFirst();
    assertThat(outcome).isEqualTo(new Outcome.Repeated(1, 1));
    Archive archive = again.executor.archive();
    assertThat(archive.firstOutcome((Outcome.Repeated) outcome).outcome())
        .isEqualTo(new Outcome.Applied(ActionType.ADMIT, TicketState.CONSUMED, 2));
  }

  @Test
  void what_is_forgotten_leaves_the_store() {
    ProtocolParameters brief =
        new ProtocolParameters(8, 16, 8, Duration.ofSeconds(2), Duration.ofSeconds(10), 2);
    FakeNetwork network = FakeNetwork.of(1, brief, EventPolicy.DEFAULT);
    ExecutionFixture node = ExecutionFixture.of(network, Stores.onHeap());

    for (int s = 1; s <= 5; s++) {
      node.execute(s, issue("op" + s, "T" + s));
    }

    assertThat(count(node.store, Buckets.OPERATIONS)).isEqualTo(2);
    assertThat(count(node.store, Buckets.OPERATION_SLOTS)).isEqualTo(2);
  }

  @Test
  void a_forgotten_id_can_be_remembered_anew() {
    ProtocolParameters brief =
        new ProtocolParameters(8, 16, 8, Duration.ofSeconds(2), Duration.ofSeconds(10), 1);
    FakeNetwork network = FakeNetwork.of(1, brief, EventPolicy.DEFAULT);
    ExecutionFixture node = ExecutionFixture.of(network, Stores.onHeap());

    for (int s = 1; s <= 5; s++) {
      node.execute(s, issue(s % 2 == 1 ? "same" : "other" + s, "T" + s));
    }

    assertThat(TicketCounts.read(node.store).byState()).containsEntry(TicketState.ISSUED, 5L);
    assertThat(count(node.store, Buckets.OPERATIONS)).isEqualTo(1);
    assertThat(new StoredOracle(node).stateRoot()).isEqualTo(new StoredOracle(node).storedRoot());
  }

  @Test
  void holds_that_end_are_found_and_leave_the_index() {
    EventPolicy policy =
        new EventPolicy(
            EventPolicy.DEFAULT.eventId(),
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1));
    FakeNetwork network = FakeNetwork.of(1, ExecutionFixture.SHORT, policy);
    ExecutionFixture node = ExecutionFixture.of(network, Stores.onHeap());
    node.execute(1, issue("a", "T1"), issue("b", "T2"), validate("c", "T1"))
        .execute(2, validate("d", "T2"));
    assertThat(count(node.store, Buckets.HOLDS)).isEqualTo(2);

    ExecutionFixture again = node.restarted().execute(3, issue("e", "T3"));

    assertThat(count(again.store, Buckets.HOLDS)).as("T1's hold ended at 3 s").isEqualTo(1);
    again.execute(4, issue("f", "T4"));
    assertThat(count(again.store, Buckets.HOLDS)).isZero();
    assertThat(TicketCounts.read(again.store).byState()).containsEntry(TicketState.ISSUED, 4L);
  }

  @Test
  void tickets_are_counted_by_state() {
    ExecutionFixture node = ExecutionFixture.of(1);

    node.execute(1, issue("a", "T1"), issue("b", "T2"), issue("c", "T3"), admit("d", "T3"))
        .execute(2, validate("e", "T1"), admit("f", "T2"), admit("g", "T2"));

    assertThat(TicketCounts.read(node.store).byState())
        .containsEntry(TicketState.ISSUED, 0L)
        .containsEntry(TicketState.VALIDATED, 1L)
        .containsEntry(TicketState.CONSUMED, 2L)
        .containsEntry(TicketState.DISPUTED, 0L)
        .containsEntry(TicketState.REVOKED, 0L);
    assertThat(TicketCounts.read(node.restarted().store).byState())
        .containsEntry(TicketState.CONSUMED, 2L);
  }

  @Test
  void the_position_tells_what_was_executed() {
    ExecutionFixture node = ExecutionFixture.of(1);
    assertThat(node.executor.position().lastExecuted()).isZero();
    assertThat(node.executor.position().checkpoint()).isEmpty();

    ExecutionFixture again = node.execute(1, issue("a", "T1")).restarted();

    assertThat(again.executor.position().lastExecuted()).isEqualTo(1);
    assertThat(again.executor.position().executed())
        .extracting(window -> window.highest())
        .containsExactly(1L);
  }

  @Test
  void a_gap_stops_the_executor() {
    ExecutionFixture node = ExecutionFixture.of(1);

    node.execute(2, issue("a", "T1")).execute(1, issue("b", "T2"));

    assertThat(node.failures).hasSize(1);
    assertThat(node.executed).as("nothing is done after a failure").isEmpty();
  }

  @Test
  void a_failed_write_stops_the_executor() {
    FaultyStore store = new FaultyStore(Stores.onHeap()).dyingAt(3, false);
    ExecutionFixture node = ExecutionFixture.of(FakeNetwork.of(1), store);

    node.execute(1, issue("a", "T1")).execute(2, issue("b", "T2")).execute(3, issue("c", "T3"));

    assertThat(node.executed).containsExactly(1L);
    assertThat(node.failures).singleElement().isInstanceOf(StorageException.class);
  }

  @Test
  void more_batches_than_may_be_outstanding_are_a_bug_of_the_host() {
    ExecutionFixture node = ExecutionFixture.of(1);
    int limit = 4 * ExecutionFixture.SHORT.window() + 1;
    for (int i = 0; i < limit; i++) {
      node.executor.takeCheckpoint(i);
    }

    assertThatThrownBy(() -> node.executor.takeCheckpoint(limit))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void watchers_are_told_of_what_is_stored() {
    ExecutionFixture node = ExecutionFixture.of(1).execute(1, issue("a", "T1"));

    assertThat(node.watched).hasSize(1);
    assertThat(node.watched.getFirst().changes().history()).hasSize(1);
  }

  private static int count(KeyValueStore store, Bucket bucket) {
    int count = 0;
    try (Scan scan = store.scan(bucket, Bytes.EMPTY, Bytes.EMPTY)) {
      for (; scan.hasNext(); scan.next()) {
        count++;
      }
    }
    return count;
  }
}
