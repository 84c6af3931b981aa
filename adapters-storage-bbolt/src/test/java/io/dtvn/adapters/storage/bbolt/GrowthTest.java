package io.dtvn.adapters.storage.bbolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.KeyValueStore.Snapshot;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.out.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Growing and shrinking while others read: bbolt by itself would wait for them. */
@NeedsBbolt
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrowthTest {

  private static final int MIB = 1 << 20;

  @TempDir private Path directory;

  @Test
  void a_thread_writes_much_while_it_keeps_a_snapshot_and_a_scan() {
    try (KeyValueStore store = ClosedStore.open(directory)) {
      ClosedStore.write(store, 300, 100);
      try (Snapshot snapshot = store.snapshot();
          Scan scan = store.scan(ClosedStore.TICKETS, Bytes.EMPTY, Bytes.EMPTY)) {
        for (int i = 0; i < 64; i++) {
          writeMib(store, i);
        }
        store.write(
            new WriteBatch().deleteRange(ClosedStore.TICKETS, Bytes.EMPTY, Bytes.EMPTY),
            Durability.SYNCED);
        assertThat(ClosedStore.records(snapshot)).isEqualTo(300);
        assertThat(scan.next().key()).isEqualTo(ClosedStore.key(0));
      }
    }
  }

  @Test
  void with_few_addresses_a_file_grows_while_nobody_reads() {
    try (KeyValueStore store = open(1)) {
      for (int i = 0; i < 16; i++) {
        writeMib(store, i);
        assertThat(store.read(ClosedStore.TICKETS, ClosedStore.key(i))).isPresent();
      }
    }
    try (KeyValueStore store = open(1)) {
      assertThat(store.read(ClosedStore.TICKETS, ClosedStore.key(15))).isPresent();
    }
  }

  @Test
  void with_few_addresses_a_writer_under_a_snapshot_is_refused_and_does_not_wait_for_itself() {
    int written = 0;
    try (KeyValueStore store = open(48 * MIB);
        Snapshot _ = store.snapshot()) {
      StorageException refused = null;
      while (refused == null) {
        try {
          writeMib(store, written);
          written++;
        } catch (StorageException e) {
          refused = e;
        }
      }
      assertThat(refused)
          .isNotInstanceOf(StorageDamagedException.class)
          .hasMessageContaining("while snapshots or scans are open")
          .hasMessageContaining("start again, which maps more");
      assertThat(written).isGreaterThan(4);
    }
    try (KeyValueStore store = open(1)) {
      for (int i = 0; i < written; i++) {
        assertThat(store.read(ClosedStore.TICKETS, ClosedStore.key(i))).isPresent();
      }
      assertThat(store.read(ClosedStore.TICKETS, ClosedStore.key(written))).isEmpty();
      writeMib(store, written);
    }
  }

  @Test
  void a_compaction_gives_space_back_under_snapshots_and_readers() throws Exception {
    try (KeyValueStore store = ClosedStore.open(directory);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      for (int i = 300; i < 332; i++) {
        writeMib(store, i);
      }
      store.write(
          new WriteBatch().deleteRange(ClosedStore.TICKETS, Bytes.EMPTY, Bytes.EMPTY),
          Durability.SYNCED);
      ClosedStore.write(store, 300, 100);
      long before = Files.size(directory.resolve("test.db"));
      AtomicBoolean done = new AtomicBoolean();
      try (Snapshot snapshot = store.snapshot()) {
        Future<Integer> reader = threads.submit(() -> readUntil(done, store));
        store.compact(Progress.NONE);
        store.compact(Progress.NONE);
        done.set(true);
        assertThat(reader.get()).isPositive();
        assertThat(ClosedStore.records(snapshot)).isEqualTo(300);
      }
      assertThat(Files.size(directory.resolve("test.db"))).isLessThan(before / 4);
      assertThat(store.statistics().values()).containsEntry("open_tx_count", 0L);
      store.check(Progress.NONE);
      writeMib(store, 300);
    }
    ClosedStore.of(directory, 0, 0)
        .whileOpen(
            store -> assertThat(store.read(ClosedStore.TICKETS, ClosedStore.key(300))).isPresent());
  }

  @Test
  void what_a_compaction_that_died_left_behind_is_removed() throws IOException {
    ClosedStore store = ClosedStore.of(directory, 300, 100);
    Path leftover = directory.resolve("test.db.compact");
    Files.copy(store.data(), leftover);
    store.opensWithRecords(300);
    assertThat(leftover).doesNotExist();
    Files.writeString(leftover, "half a file");
    store.opensWithRecords(300);
    assertThat(leftover).doesNotExist();
  }

  @Test
  void a_compaction_that_cannot_begin_leaves_the_store_in_use() throws IOException {
    Path inTheWay = directory.resolve("test.db.compact");
    try (KeyValueStore store = ClosedStore.open(directory)) {
      ClosedStore.write(store, 300, 100);
      Files.createDirectories(inTheWay.resolve("full"));
      assertThatThrownBy(() -> store.compact(Progress.NONE))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("want to compact");
      ClosedStore.write(store, 10, 100);
      Files.delete(inTheWay.resolve("full"));
      Files.delete(inTheWay);
      store.compact(Progress.NONE);
      assertThat(ClosedStore.records(store)).isEqualTo(300);
    }
  }

  @Test
  void a_compaction_of_what_was_damaged_leaves_the_file_as_it_was() {
    ClosedStore closed = ClosedStore.of(directory, 300, 100);
    closed.whileOpen(
        store -> {
          byte[] whole = ClosedStore.read(closed.data());
          byte[] damaged = whole.clone();
          for (int i = 8192; i < damaged.length; i++) {
            damaged[i] = (byte) (damaged[i] == '1' ? '2' : damaged[i]);
          }
          ClosedStore.write(closed.data(), damaged);
          assertThatThrownBy(() -> store.compact(Progress.NONE))
              .isInstanceOf(StorageException.class);
          assertThat(ClosedStore.read(closed.data())).isEqualTo(damaged);
          ClosedStore.write(closed.data(), whole);
        });
    closed.opensWithRecords(300);
  }

  private static int readUntil(AtomicBoolean done, KeyValueStore store) {
    int reads = 0;
    do {
      assertThat(ClosedStore.records(store)).isEqualTo(300);
      reads++;
    } while (!done.get());
    return reads;
  }

  private KeyValueStore open(long spareBytes) {
    return BboltStorageProvider.open(ClosedStore.config(directory), spareBytes);
  }

  private static void writeMib(KeyValueStore store, int number) {
    store.write(
        new WriteBatch()
            .put(ClosedStore.TICKETS, ClosedStore.key(number), Bytes.owning(new byte[MIB])),
        Durability.BUFFERED);
  }

  @Test
  void a_batch_that_no_transaction_takes_is_refused_and_the_store_goes_on() {
    Bytes large = Bytes.owning(new byte[KeyValueStore.VALUE_BYTES_MAX]);
    WriteBatch tooLarge = new WriteBatch();
    for (int i = 0; i < 65; i++) { // more than 1 GiB, of one array
      tooLarge.put(ClosedStore.TICKETS, ClosedStore.key(i), large);
    }
    try (KeyValueStore store = ClosedStore.open(directory)) {
      assertThatThrownBy(() -> store.write(tooLarge, Durability.SYNCED))
          .hasMessageContaining("batch: want at most");

      ClosedStore.write(store, 1, 1);
      assertThat(ClosedStore.records(store)).isEqualTo(1);
    }
  }
}
