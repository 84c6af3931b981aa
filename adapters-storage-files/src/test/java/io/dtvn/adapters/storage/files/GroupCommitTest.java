package io.dtvn.adapters.storage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.out.WriteBatch.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final Bucket BUCKET = new Bucket("b");

  private final Medium medium = new Medium();
  private final GroupCommit commits = new GroupCommit(medium);

  /** Notes every write; the first one can be held until others wait. */
  private static final class Medium implements GroupCommit.Target {
    final List<String> writes = new ArrayList<>();
    final AtomicInteger inside = new AtomicInteger();
    final CountDownLatch entered = new CountDownLatch(1);
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile RuntimeException fault = new StorageException("none");
    volatile boolean failing;

    @Override
    public void write(List<Change> changes, boolean synced) {
      assertThat(inside.incrementAndGet()).isEqualTo(1);
      entered.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      writes.add(changes.size() + (synced ? " synced" : " buffered"));
      inside.decrementAndGet();
      if (failing) {
        throw fault;
      }
    }
  }

  @Test
  void one_writer_writes_its_own_batch_as_it_asked() {
    commits.write(batch(2), Durability.SYNCED);
    commits.write(batch(3), Durability.BUFFERED);

    assertThat(medium.writes).containsExactly("2 synced", "3 buffered");
  }

  @Test
  void writers_that_wait_share_one_write_which_is_synced_if_one_of_them_asked() throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> all = holdFirstAndQueue(threads, Durability.BUFFERED, Durability.SYNCED);
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(medium.writes).containsExactly("1 synced", "3 synced");
  }

  @Test
  void the_first_failure_reaches_everybody_of_its_group_and_is_the_last() throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> all =
          holdFirstAndQueue(
              threads,
              () -> {
                medium.fault = new StorageException("disk full");
                medium.failing = true;
              },
              Durability.SYNCED,
              Durability.BUFFERED);
      for (Future<?> one : all) {
        assertThatThrownBy(one::get).hasRootCauseMessage("disk full");
      }
    }
    assertThat(medium.writes).hasSize(1);
    assertThat(commits.isSound()).isFalse();
    assertThatThrownBy(() -> commits.write(batch(1), Durability.BUFFERED))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("a write before has failed");
    assertThatThrownBy(commits::checkSound).isInstanceOf(StorageException.class);
  }

  @Test
  void a_fault_of_the_program_is_a_failure_too() {
    medium.fault = new IllegalStateException("planted");
    medium.failing = true;

    assertThatThrownBy(() -> commits.write(batch(1), Durability.SYNCED))
        .isInstanceOf(StorageException.class)
        .hasRootCauseMessage("planted");
    assertThat(commits.isSound()).isFalse();
  }

  @Test
  void nobody_writes_while_work_runs_alone_and_its_failure_counts() {
    commits.runAlone(() -> assertThat(medium.inside).hasValue(0));
    assertThat(commits.isSound()).isTrue();

    assertThatThrownBy(
            () ->
                commits.runAlone(
                    () -> {
                      throw new StorageException("planted");
                    }))
        .hasMessage("planted");
    assertThat(commits.isSound()).isFalse();
  }

  @Test
  void no_work_runs_alone_after_a_failure_so_that_no_sync_is_tried_again() {
    medium.fault = new StorageException("disk full");
    medium.failing = true;
    assertThatThrownBy(() -> commits.write(batch(1), Durability.SYNCED)).hasMessage("disk full");
    AtomicInteger runs = new AtomicInteger();

    assertThatThrownBy(() -> commits.runAlone(runs::incrementAndGet))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("a write before has failed");
    assertThat(runs).hasValue(0);
  }

  @Test
  void a_fault_of_the_program_in_work_that_runs_alone_counts_too() {
    assertThatThrownBy(
            () ->
                commits.runAlone(
                    () -> {
                      throw new IllegalStateException("planted");
                    }))
        .hasMessage("planted");
    assertThat(commits.isSound()).isFalse();
  }

  @Test
  void nothing_is_lost_and_each_writers_batches_keep_their_order() throws Exception {
    List<Integer> seen = new ArrayList<>();
    GroupCommit keyed =
        new GroupCommit(
            (changes, _) ->
                changes.forEach(change -> seen.add(((Change.Put) change).key().length())));
    int writers = 8;
    int each = 500;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> all = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int writer = w;
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    keyed.write(
                        new WriteBatch()
                            .put(BUCKET, Bytes.owning(new byte[writer * each + i]), Bytes.EMPTY),
                        Durability.SYNCED);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(seen).hasSize(writers * each).doesNotHaveDuplicates();
    for (int w = 0; w < writers; w++) {
      int writer = w;
      assertThat(seen.stream().filter(key -> key / each == writer)).isSorted();
    }
  }

  private List<Future<?>> holdFirstAndQueue(ExecutorService threads, Durability... queued)
      throws InterruptedException {
    return holdFirstAndQueue(threads, () -> {}, queued);
  }

  /** Holds a synced write of one change, queues two of one and two changes, and lets go. */
  private List<Future<?>> holdFirstAndQueue(
      ExecutorService threads, Runnable beforeLettingGo, Durability... queued)
      throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    medium.gate = gate;
    List<Future<?>> all = new ArrayList<>();
    all.add(threads.submit(() -> commits.write(batch(1), Durability.SYNCED)));
    medium.entered.await();
    for (int i = 0; i < queued.length; i++) {
      int changes = i + 1;
      Durability durability = queued[i];
      all.add(threads.submit(() -> commits.write(batch(changes), durability)));
      while (commits.waiting() < changes) {
        Thread.onSpinWait();
      }
    }
    beforeLettingGo.run();
    gate.countDown();
    return all;
  }

  private static WriteBatch batch(int changes) {
    WriteBatch batch = new WriteBatch();
    for (int i = 0; i < changes; i++) {
      batch.put(BUCKET, Bytes.owning(new byte[] {(byte) i}), Bytes.EMPTY);
    }
    return batch;
  }
}
