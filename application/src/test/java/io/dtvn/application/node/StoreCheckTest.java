package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.backup.StoreCheck;
import io.dtvn.application.journal.Journal;
import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.WriteBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store of a node that has worked is whole; whatever is spoilt in it is named. */
class StoreCheckTest {

  private final TestNetwork network = TestNetwork.of("check", 1);
  private final KeptStorage storage = new KeptStorage();

  @TempDir Path folder;

  @BeforeEach
  void work() throws Exception {
    try (ValidatorNode node = ValidatorNode.open(network.plan(0, folder, storage))) {
      Gate gate = new Gate(node);
      gate.issueAll(IntStream.range(0, 20).mapToObj(i -> "T" + i).toList());
      for (int i = 0; i < 20; i++) {
        gate.admit("a" + i, "T" + i);
      }
      Gate.until("a checkpoint", () -> gate.status().stateRootAt() >= 16);

      assertThat(findings()).as("of the running node").isEmpty();
    }
  }

  @Test
  void a_store_that_was_not_touched_is_whole() {
    List<Long> done = new ArrayList<>();

    StoreCheck.Result result =
        StoreCheck.run(
            storage.store,
            (d, total) -> {
              done.add(d);
              assertThat(d).isBetween(0L, total);
            });

    assertThat(result.findings()).isEmpty();
    assertThat(result.isWhole()).isTrue();
    assertThat(result.facts()).anyMatch(fact -> fact.equals("tickets: 20"));
    assertThat(done).isSorted();
  }

  @Test
  void a_batch_that_is_missing_is_named() {
    for (int part = 0; part < 17; part++) {
      write(new WriteBatch().delete(Buckets.ARCHIVE, Keys.archive(5, part)));
    }

    assertThat(findings()).containsExactly("archive: batches 5 to 5 are missing");
  }

  @Test
  void a_part_of_a_batch_that_is_missing_is_named() {
    write(new WriteBatch().delete(Buckets.ARCHIVE, Keys.archive(7, 1)));

    assertThat(findings()).containsExactly("archive: a part of batch 7 is missing");
  }

  @Test
  void the_newest_batches_must_be_there_too() {
    Bytes last = newest(Buckets.ARCHIVE).key();
    write(new WriteBatch().deleteRange(Buckets.ARCHIVE, Keys.archive(18, 0), Bytes.EMPTY));

    assertThat(findings())
        .containsExactly("archive: batches 18 to %d are missing".formatted(Keys.sequence(last)));
  }

  @Test
  void a_batch_beyond_the_last_executed_one_is_named() {
    write(new WriteBatch().delete(Buckets.METADATA, Keys.HEAD));

    assertThat(findings()).first().asString().contains("but 0 was executed last");
  }

  @Test
  void a_leaf_that_was_changed_is_seen_in_the_root() {
    Scan.Entry leaf = newest(Buckets.LEAVES);
    write(new WriteBatch().put(Buckets.LEAVES, leaf.key(), leaf.key()));

    assertThat(findings()).singleElement().asString().startsWith("state tree: want root");
  }

  @Test
  void a_ticket_that_is_gone_is_seen_in_the_numbers() {
    write(new WriteBatch().delete(Buckets.TICKETS, newest(Buckets.TICKETS).key()));

    assertThat(findings())
        .singleElement()
        .asString()
        .contains("CONSUMED=20")
        .contains("CONSUMED=19");
  }

  @Test
  void a_ticket_that_cannot_be_read_is_a_finding_and_no_end() {
    write(
        new WriteBatch()
            .put(Buckets.TICKETS, newest(Buckets.TICKETS).key(), Bytes.EMPTY)
            .delete(Buckets.ARCHIVE, Keys.archive(7, 1)));

    assertThat(findings()).hasSize(2).last().asString().startsWith("tickets: found what cannot");
  }

  @Test
  void a_hole_in_the_journal_is_named() {
    Scan.Entry anchor = newest(Journal.BUCKET);
    List<Bytes> keys = new ArrayList<>();
    try (Scan scan = storage.store.scan(Journal.BUCKET, Bytes.EMPTY, anchor.key())) {
      scan.forEachRemaining(entry -> keys.add(entry.key()));
    }
    write(new WriteBatch().delete(Journal.BUCKET, keys.get(keys.size() - 2)));

    assertThat(findings())
        .singleElement()
        .asString()
        .startsWith("journal: records ")
        .endsWith("are missing");
  }

  private List<String> findings() {
    return StoreCheck.run(storage.store, Progress.NONE).findings();
  }

  private void write(WriteBatch batch) {
    storage.store.write(batch, Durability.BUFFERED);
  }

  private Scan.Entry newest(Bucket bucket) {
    try (Scan scan = storage.store.scanBackward(bucket, Bytes.EMPTY, Bytes.EMPTY)) {
      return scan.next();
    }
  }
}
