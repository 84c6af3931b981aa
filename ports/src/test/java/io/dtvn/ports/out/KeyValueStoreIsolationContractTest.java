package io.dtvn.ports.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.KeyValueStore.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What readers of every {@link KeyValueStore} see while somebody writes. */
public abstract class KeyValueStoreIsolationContractTest extends StoreFixture {

  private static final int KEYS = 20;

  @Test
  void a_snapshot_does_not_change() {
    put("a", "1");
    put("b", "1");
    try (Snapshot snapshot = store.snapshot()) {
      write(batch().put(TICKETS, bytes("a"), bytes("2")).delete(TICKETS, bytes("b")));
      put("c", "2");
      write(batch().put(JOURNAL, bytes("j"), bytes("2")));
      assertThat(all(snapshot)).containsExactly("a=1", "b=1");
      assertThat(entries(snapshot.scanBackward(TICKETS, bytes("a"), bytes("z"))))
          .containsExactly("b=1", "a=1");
      assertThat(read(snapshot, "a")).isEqualTo("1");
      assertThat(read(snapshot, "c")).isEqualTo("-");
      assertThat(snapshot.read(JOURNAL, bytes("j"))).isEmpty();
      write(batch().deleteRange(TICKETS, Bytes.EMPTY, Bytes.EMPTY));
      store.compact(Progress.NONE);
      assertThat(all(snapshot)).containsExactly("a=1", "b=1");
      assertThat(all(store)).isEmpty();
    }
  }

  @Test
  void snapshots_of_different_moments_stand_beside_one_another() {
    List<Snapshot> snapshots = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      put("a", "" + i);
      snapshots.add(store.snapshot());
    }
    for (int i = 0; i < 10; i++) {
      try (Snapshot snapshot = snapshots.get(i)) {
        assertThat(read(snapshot, "a")).isEqualTo("" + i);
      }
    }
  }

  @Test
  void a_scan_sees_the_state_in_which_it_began() {
    put("a", "1");
    put("c", "1");
    Scan forward = store.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY);
    Scan backward = store.scanBackward(TICKETS, Bytes.EMPTY, Bytes.EMPTY);
    assertThat(forward.next().key()).isEqualTo(bytes("a"));
    write(
        batch().put(TICKETS, bytes("b"), bytes("2")).deleteRange(TICKETS, bytes("c"), bytes("d")));
    assertThat(entries(forward)).containsExactly("c=1");
    assertThat(entries(backward)).containsExactly("c=1", "a=1");
    assertThat(all(store)).containsExactly("a=1", "b=2");
  }

  @Test
  void a_refused_batch_changes_nothing_in_any_bucket() {
    put("a", "1");
    WriteBatch batch =
        batch()
            .put(TICKETS, bytes("a"), bytes("2"))
            .put(JOURNAL, bytes("j"), bytes("2"))
            .deleteRange(TICKETS, Bytes.EMPTY, Bytes.EMPTY)
            .put(TICKETS, Bytes.EMPTY, bytes("no key"));
    assertThatThrownBy(() -> write(batch)).isInstanceOf(IllegalArgumentException.class);
    assertThat(all(store)).containsExactly("a=1");
    assertThat(store.read(JOURNAL, bytes("j"))).isEmpty();
  }

  @Test
  void readers_see_all_of_a_batch_or_none_of_it_while_it_is_written() throws Exception {
    int rounds = 2_000;
    store.write(round(0), Durability.BUFFERED);
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<Long>> readers =
        List.of(
            () -> readUntil(done, this::oneValueOfAScan),
            () -> readUntil(done, this::oneValueOfABackwardScan),
            () -> readUntil(done, this::oneValueOfASnapshot));
    try (ExecutorService threads = Executors.newFixedThreadPool(readers.size())) {
      List<Future<Long>> reads = new ArrayList<>();
      for (Callable<Long> reader : readers) {
        reads.add(threads.submit(reader));
      }
      try {
        for (int i = 1; i <= rounds; i++) {
          store.write(round(i), i % 100 == 0 ? Durability.SYNCED : Durability.BUFFERED);
        }
      } finally {
        done.set(true);
      }
      for (Future<Long> read : reads) {
        assertThat(resultOf(read)).isPositive();
      }
    }
    assertThat(oneValueOfAScan()).isEqualTo(rounds);
  }

  @Test
  void concurrent_writers_lose_nothing_and_keep_each_batch_whole() throws Exception {
    int writers = 4;
    int batches = 250;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> writes = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        String writer = "w" + w;
        writes.add(threads.submit(() -> writeAs(writer, batches)));
      }
      for (Future<?> write : writes) {
        resultOf(write);
      }
    }
    assertThat(all(store)).hasSize(writers * batches + 2);
    assertThat(read(store, "last")).isEqualTo(read(store, "last too"));
  }

  @Test
  void closing_while_others_read_and_write_ends_them_cleanly() throws Exception {
    store.write(round(0), Durability.BUFFERED);
    AtomicLong calls = new AtomicLong();
    List<Callable<Void>> users =
        List.of(
            () -> untilClosed(calls, this::oneValueOfAScan),
            () -> untilClosed(calls, this::oneValueOfASnapshot),
            () ->
                untilClosed(
                    calls,
                    () -> {
                      store.write(round(7), Durability.BUFFERED);
                      return 7;
                    }));
    try (ExecutorService threads = Executors.newFixedThreadPool(users.size())) {
      List<Future<Void>> ends = new ArrayList<>();
      for (Callable<Void> user : users) {
        ends.add(threads.submit(user));
      }
      while (calls.get() < 1_000 && ends.stream().noneMatch(Future::isDone)) {
        Thread.onSpinWait();
      }
      store.close();
      for (Future<Void> end : ends) {
        resultOf(end);
      }
    }
  }

  @Test
  void readers_go_on_during_compaction() throws Exception {
    whileReading(
        () -> {
          for (int i = 1; i <= 5; i++) {
            for (int j = 0; j < 100; j++) {
              store.write(round(i), Durability.BUFFERED);
            }
            store.compact(Progress.NONE);
          }
        });
    assertThat(oneValueOfAScan()).isEqualTo(5);
  }

  @Test
  void a_sound_store_is_found_sound_while_others_write() throws Exception {
    whileReading(
        () -> {
          AtomicBoolean done = new AtomicBoolean();
          AtomicLong written = new AtomicLong();
          try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> writes =
                thread.submit(
                    () -> {
                      for (int i = 1; !done.get(); i++) {
                        store.write(round(i), Durability.BUFFERED);
                        written.set(i);
                      }
                    });
            try {
              while (written.get() < 100 && !writes.isDone()) {
                store.check(Progress.NONE);
              }
            } finally {
              done.set(true);
            }
            resultOf(writes);
          }
        });
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Works while another thread reads, as often as it can. */
  private void whileReading(Work work) throws Exception {
    store.write(round(0), Durability.BUFFERED);
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Long> reads = thread.submit(() -> readUntil(done, this::oneValueOfAScan));
      try {
        work.run();
      } finally {
        done.set(true);
      }
      assertThat(resultOf(reads)).isPositive();
    }
  }

  private void writeAs(String writer, int batches) {
    for (int i = 0; i < batches; i++) {
      Bytes value = bytes(writer + " " + i);
      store.write(
          batch()
              .put(TICKETS, bytes("last"), value)
              .put(TICKETS, value, bytes(""))
              .put(TICKETS, bytes("last too"), value),
          Durability.BUFFERED);
    }
  }

  /** Sets all keys to one value, half of them after deleting all. */
  private static WriteBatch round(int number) {
    WriteBatch batch = batch();
    for (int key = 0; key < KEYS; key++) {
      if (key == KEYS / 2) {
        batch.deleteRange(TICKETS, bytes("key 0"), bytes("key 1"));
      }
      batch.put(TICKETS, bytes("key %02d".formatted(key)), bytes("" + number));
    }
    for (int key = 0; key < KEYS / 2; key++) {
      batch.put(TICKETS, bytes("key %02d".formatted(key)), bytes("" + number));
    }
    return batch;
  }

  private int oneValueOfAScan() {
    return oneValueOf(entries(store.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY)));
  }

  private int oneValueOfABackwardScan() {
    return oneValueOf(entries(store.scanBackward(TICKETS, Bytes.EMPTY, Bytes.EMPTY)));
  }

  private int oneValueOfASnapshot() {
    try (Snapshot snapshot = store.snapshot()) {
      int first = Integer.parseInt(read(snapshot, "key 00"));
      assertThat(read(snapshot, "key 19")).isEqualTo("" + first);
      assertThat(oneValueOf(all(snapshot))).isEqualTo(first);
      return first;
    }
  }

  private static int oneValueOf(List<String> entries) {
    assertThat(entries).hasSize(KEYS);
    String value = entries.getFirst().substring("key 00=".length());
    assertThat(entries).allMatch(entry -> entry.substring("key 00=".length()).equals(value));
    return Integer.parseInt(value);
  }

  /** Reads again and again; values must never go back. The number of reads. */
  private static long readUntil(AtomicBoolean done, Callable<Integer> read) throws Exception {
    long reads = 0;
    int newest = 0;
    do {
      int value = read.call();
      assertThat(value).isGreaterThanOrEqualTo(newest);
      newest = value;
      reads++;
    } while (!done.get());
    return reads;
  }

  private static Void untilClosed(AtomicLong calls, Callable<Integer> use) throws Exception {
    for (boolean open = true; open; calls.incrementAndGet()) {
      try {
        use.call();
      } catch (IllegalStateException _) {
        open = false;
      }
    }
    return null;
  }

  private static <T> T resultOf(Future<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed", e.getCause());
    }
  }
}
