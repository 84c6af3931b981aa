package io.dtvn.application.archive;

import static io.dtvn.domain.ticket.Operations.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.application.fixture.Stores;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.in.QueryNode.LoggedOperation;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.CommittedBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {

  private static final Outcome ISSUED =
      new Outcome.Applied(ActionType.ISSUE, TicketState.ISSUED, 1);
  private static final Bytes CERTIFICATE = Bytes.copyOf(new byte[] {5, 6});

  private final FakeNetwork network = FakeNetwork.of(1);
  private final KeyValueStore store = Stores.onHeap();
  private final Archive archive = Archive.open(store, 0);

  @Test
  void a_batch_comes_back_as_it_was_executed() {
    ExecutedBatch executed = store(7, ISSUED, new Outcome.Repeated(1, 0));

    assertThat(archive.executed(7)).contains(executed);
    assertThat(archive.header(7)).contains(new ExecutionHeader(0, 2, 700, executed.resultsRoot()));
    assertThat(archive.executed(8)).isEmpty();
    assertThat(archive.header(8)).isEmpty();
  }

  @Test
  void a_repetition_leads_to_the_first_outcome() {
    store(1, new Outcome.Unchanged(TicketState.ISSUED, 4), ISSUED);
    store(2, new Outcome.Repeated(1, 1));

    assertThat(archive.firstOutcome(new Outcome.Repeated(1, 1)))
        .isEqualTo(new FirstOutcome(1, 100, ISSUED));
    assertThat(archive.firstOutcome(new Outcome.Repeated(2, 0)))
        .as("a repeated bundle may hold a repetition")
        .isEqualTo(new FirstOutcome(1, 100, ISSUED));
  }

  @Test
  void an_outcome_that_should_be_there_and_is_not_means_damage() {
    store(1, ISSUED);

    assertThatThrownBy(() -> archive.firstOutcome(new Outcome.Repeated(1, 1)))
        .isInstanceOf(StorageDamagedException.class);
    assertThatThrownBy(() -> archive.firstOutcome(new Outcome.Repeated(2, 0)))
        .isInstanceOf(StorageDamagedException.class);
  }

  @Test
  void results_stand_by_member() {
    WriteBatch write = new WriteBatch();
    archive.appendResult(write, 3, 12, CERTIFICATE);
    store.write(write, Durability.BUFFERED);

    assertThat(archive.result(3, 12)).contains(CERTIFICATE);
    assertThat(archive.result(3, 11)).isEmpty();
  }

  @Test
  void the_newest_checkpoint_is_the_highest() {
    assertThat(archive.newestCheckpoint()).isEmpty();
    WriteBatch write = new WriteBatch();
    for (long s : new long[] {64, 256, 128}) {
      archive.appendCheckpoint(
          write, new StoredCheckpoint(s, Digest.of(new byte[] {1}), s, CERTIFICATE));
    }
    store.write(write, Durability.BUFFERED);

    assertThat(archive.newestCheckpoint())
        .contains(new StoredCheckpoint(256, Digest.of(new byte[] {1}), 256, CERTIFICATE));
  }

  @Test
  void the_log_shows_operations_newest_first() {
    ExecutedBatch first = store(1, ISSUED, ISSUED);
    ExecutedBatch second = store(2, ISSUED);

    assertThat(archive.newestOperations())
        .containsExactly(
            logged(second, "op2/0", "T2/0"),
            logged(first, "op1/1", "T1/1"),
            logged(first, "op1/0", "T1/0"));
  }

  @Test
  void the_log_holds_the_newest_thousand_and_is_the_same_after_a_restart() {
    for (int s = 1; s <= 12; s++) {
      store(s, Collections.nCopies(100, ISSUED).toArray(Outcome[]::new));
    }
    storeNull(13);

    List<LoggedOperation> newest = archive.newestOperations();

    assertThat(newest).hasSize(1_000);
    assertThat(newest.getFirst().opId()).isEqualTo(OpId.ofKey("op12/99"));
    assertThat(newest.getLast().opId()).isEqualTo(OpId.ofKey("op3/0"));
    assertThat(Archive.open(store, 13).newestOperations()).isEqualTo(newest);
  }

  private static LoggedOperation logged(ExecutedBatch executed, String key, String ticket) {
    return new LoggedOperation(
        executed.sequence(),
        2,
        OpId.ofKey(key),
        new TicketId(ticket),
        ActionType.ISSUE,
        executed.batch().digest(),
        executed.blockTime());
  }

  private ExecutedBatch store(long s, Outcome... outcomes) {
    Operation[] operations =
        IntStream.range(0, outcomes.length)
            .mapToObj(i -> issue("op" + s + "/" + i, "T" + s + "/" + i))
            .toArray(Operation[]::new);
    Bundle bundle = network.bundle(0, s, operations);
    return store(s, FakeNetwork.batch(s, bundle), List.of(outcomes));
  }

  private void storeNull(long s) {
    store(s, Batch.nullOf(0), new ArrayList<>());
  }

  private ExecutedBatch store(long s, Batch batch, List<Outcome> outcomes) {
    ExecutedBatch executed =
        new ExecutedBatch(
            new CommittedBatch(0, 2, s, batch, CERTIFICATE),
            100 * s,
            Digest.of(new byte[] {(byte) s}),
            outcomes);
    WriteBatch write = new WriteBatch();
    archive.append(write, executed);
    store.write(write, Durability.BUFFERED);
    archive.onStored(executed);
    return executed;
  }
}
