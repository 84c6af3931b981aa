package io.dtvn.application.execution;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.dtvn.application.archive.StoredCheckpoint;
import io.dtvn.application.fixture.FaultyStore;
import io.dtvn.application.fixture.Stores;
import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ledger.InMemoryLedger;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.Event.OwnCheckpoint;
import org.junit.jupiter.api.Test;

class CheckpointTest {

  private static final Bytes CERTIFICATE = Bytes.copyOf(new byte[] {1, 2, 3});

  @Test
  void its_root_is_that_of_the_whole_state() {
    ExecutionFixture node = ExecutionFixture.of(1);
    InMemoryLedger ledger = node.network.ledger();

    for (int s = 1; s <= 8; s++) {
      executeBoth(node, ledger, s);
    }
    node.executor.takeCheckpoint(8);
    node.run();

    assertThat(node.checkpoints).containsOnly(entry(8L, ledger.stateRoot()));
    assertThat(new StoredOracle(node).stateRoot()).isEqualTo(ledger.stateRoot());
    assertThat(new StoredOracle(node).storedRoot()).isEqualTo(ledger.stateRoot());
  }

  @Test
  void it_is_durable_before_it_is_told() {
    FaultyStore store = new FaultyStore(Stores.onHeap());
    ExecutionFixture node = ExecutionFixture.of(FakeNetwork.of(1), store);
    node.execute(1, issue("a", "T1"));

    node.executor.takeCheckpoint(1);
    node.run();

    assertThat(store.writes().getLast()).isEqualTo(Durability.SYNCED);
    assertThat(isEmpty(node.store, 0)).as("changes that are in the tree").isTrue();
  }

  @Test
  void a_fold_that_cannot_be_stored_is_told_to_nobody() {
    FaultyStore store = new FaultyStore(Stores.onHeap()).dyingAt(3, false);
    ExecutionFixture node = ExecutionFixture.of(FakeNetwork.of(1), store);
    node.execute(1, issue("a", "T1"));

    node.executor.takeCheckpoint(1);
    node.run();

    assertThat(node.checkpoints).isEmpty();
    assertThat(node.failures).singleElement().isInstanceOf(StorageException.class);
  }

  @Test
  void it_may_be_asked_for_before_its_batch_is_executed() {
    ExecutionFixture node = ExecutionFixture.of(1);

    node.executor.takeCheckpoint(2);
    node.execute(1, issue("a", "T1"));
    assertThat(node.checkpoints).isEmpty();
    node.execute(2, issue("b", "T2"));

    assertThat(node.checkpoints).containsOnlyKeys(2L);
  }

  @Test
  void it_holds_nothing_of_later_batches() {
    ExecutionFixture node = ExecutionFixture.of(1);
    InMemoryLedger ledger = node.network.ledger();
    executeBoth(node, ledger, 1);
    Digest atOne = ledger.stateRoot();
    executeBoth(node, ledger, 2);

    node.executor.takeCheckpoint(1);
    node.run();

    assertThat(node.checkpoints).containsEntry(1L, atOne);
    assertThat(new StoredOracle(node).storedRoot()).isEqualTo(ledger.stateRoot());
    node.executor.takeCheckpoint(2);
    assertThat(node.run().checkpoints).containsEntry(2L, ledger.stateRoot());
  }

  @Test
  void after_a_restart_the_next_one_counts_what_came_between() {
    ExecutionFixture node = ExecutionFixture.of(1);
    InMemoryLedger ledger = node.network.ledger();
    executeBoth(node, ledger, 1);
    node.executor.takeCheckpoint(1);
    node.run();
    executeBoth(node, ledger, 2);

    ExecutionFixture again = node.restarted();
    assertThat(again.executor.position().checkpoint())
        .contains(new OwnCheckpoint(1, node.rootAt(1)));
    executeBoth(again, ledger, 3);
    again.executor.takeCheckpoint(3);

    assertThat(again.run().checkpoints).containsEntry(3L, ledger.stateRoot());
  }

  @Test
  void one_that_was_taken_is_told_again() {
    ExecutionFixture node = ExecutionFixture.of(1).execute(1, issue("a", "T1"));
    node.executor.takeCheckpoint(1);
    node.run();

    ExecutionFixture again = node.restarted();
    again.executor.takeCheckpoint(1);

    assertThat(again.run().checkpoints).isEqualTo(node.checkpoints);
  }

  @Test
  void leaves_that_do_not_have_the_recorded_root_are_refused() {
    ExecutionFixture node = ExecutionFixture.of(1).execute(1, issue("a", "T1"));
    node.executor.takeCheckpoint(1);
    node.run();
    Bytes key = Keys.leaf(Digest.of(new byte[] {7}));

    node.store.write(new WriteBatch().put(Buckets.LEAVES, key, key), Durability.SYNCED);

    assertThatThrownBy(node::restarted)
        .isInstanceOf(StorageDamagedException.class)
        .hasMessageContaining("restore the data folder");
  }

  @Test
  void a_stable_one_is_archived_with_its_block_time() {
    ExecutionFixture node =
        ExecutionFixture.of(1).execute(1, issue("a", "T1")).execute(2, admit("b", "T1"));
    node.executor.takeCheckpoint(2);
    node.run();
    Digest root = node.rootAt(2);

    node.executor.checkpointStable(2, root, CERTIFICATE);
    node.run();

    assertThat(node.restarted().executor.archive().newestCheckpoint())
        .contains(new StoredCheckpoint(2, root, 2_000, CERTIFICATE));
  }

  @Test
  void the_last_two_stable_trees_and_what_came_behind_are_kept() {
    ExecutionFixture node = ExecutionFixture.of(1);
    for (int s = 1; s <= 5; s++) {
      node.execute(s, issue("op" + s, "T" + s));
      node.executor.takeCheckpoint(s);
      node.run();
      if (s <= 4) {
        node.executor.checkpointStable(s, node.rootAt(s), CERTIFICATE);
        node.run();
      }
    }

    StateTree tree = node.executor.tree();
    assertThat(tree.version(2)).isEmpty();
    assertThat(tree.version(3).orElseThrow().root()).isEqualTo(node.rootAt(3));
    assertThat(tree.version(4)).isPresent();
    assertThat(tree.newest()).isEqualTo(new OwnCheckpoint(5, node.rootAt(5)));
  }

  private static void executeBoth(ExecutionFixture node, InMemoryLedger ledger, long s) {
    var bundle = node.network.bundle(0, s, issue("i" + s, "T" + s), admit("a" + s, "T" + s / 2));
    ledger.execute(FakeNetwork.batch(1_000 * s, bundle));
    node.execute(s, bundle);
  }

  private static boolean isEmpty(KeyValueStore store, long from) {
    try (Scan scan = store.scan(Buckets.LEAF_CHANGES, Keys.sequence(from), Bytes.EMPTY)) {
      return !scan.hasNext();
    }
  }
}
