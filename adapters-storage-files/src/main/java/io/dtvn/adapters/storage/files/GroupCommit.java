package io.dtvn.adapters.storage.files;

import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.out.WriteBatch.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Orders the writers of one store and lets those that wait share one write, and so one sync. A
 * writer that finds nobody at work writes at once, on its own thread. The first failure is the
 * last: whether a failed sync kept anything is unknown, and asking again would say yes.
 * Thread-safe.
 */
public final class GroupCommit {

  /** A group that grew beyond this takes no more batches. */
  private static final long GROUP_BYTES_MAX = 4L << 20;

  private final Target target;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turn = lock.newCondition();
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private boolean atWork;
  private @Nullable StorageException failure;

  /** Writes to {@code target}, by one thread at a time. */
  public GroupCommit(Target target) {
    this.target = target;
  }

  /** The store itself. */
  @FunctionalInterface
  public interface Target {

    /**
     * Applies all of {@code changes}, which were checked, or none of them.
     *
     * @param synced whether they must be on the medium when it returns
     * @throws StorageException if the medium fails
     */
    void write(List<Change> changes, boolean synced);
  }

  private static final class Waiting {
    final WriteBatch batch;
    final boolean synced;
    boolean done;
    @Nullable StorageException failure;

    Waiting(WriteBatch batch, boolean synced) {
      this.batch = batch;
      this.synced = synced;
    }
  }

  /**
   * Writes a batch, which was checked, in the order of the calls.
   *
   * @throws StorageException if the medium fails now or has failed before
   */
  public void write(WriteBatch batch, Durability durability) {
    Waiting mine = new Waiting(batch, durability == Durability.SYNCED);
    lock.lock();
    try {
      checkSoundLocked();
      queue.add(mine);
      while (!mine.done) {
        if (atWork) {
          turn.awaitUninterruptibly();
        } else {
          writeNextGroup();
        }
      }
      if (mine.failure != null) {
        throw mine.failure;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs {@code work} while nobody writes.
   *
   * @throws StorageException what {@code work} throws, which counts as the store's failure; or if
   *     the medium has failed before, and then {@code work} is not run
   */
  public void runAlone(Runnable work) {
    lock.lock();
    try {
      while (atWork) {
        turn.awaitUninterruptibly();
      }
      checkSoundLocked(); // whoever was waited for may have failed
      atWork = true;
    } finally {
      lock.unlock();
    }
    StorageException failed = null;
    try {
      work.run();
    } catch (StorageException e) {
      failed = e;
      throw e;
    } catch (RuntimeException | Error e) {
      failed = fault(e);
      throw e;
    } finally {
      lock.lock();
      try {
        end(failed);
      } finally {
        lock.unlock();
      }
    }
  }

  /** How many writers wait for their turn. */
  int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether no write has failed. */
  public boolean isSound() {
    lock.lock();
    try {
      return failure == null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asserts that no write has failed.
   *
   * @throws StorageException if one has
   */
  public void checkSound() {
    lock.lock();
    try {
      checkSoundLocked();
    } finally {
      lock.unlock();
    }
  }

  /** Writes the front of the queue, outside the lock that it is called under. */
  private void writeNextGroup() {
    atWork = true;
    List<Waiting> group = nextGroup();
    StorageException failed = failure == null ? null : afterFailure(failure);
    lock.unlock();
    try {
      if (failed == null) {
        write(group);
      }
    } catch (StorageException e) {
      failed = e;
    } catch (RuntimeException | Error e) {
      failed = fault(e);
    } finally {
      lock.lock();
      for (Waiting one : group) {
        one.done = true;
        one.failure = failed;
      }
      end(failed);
    }
  }

  private void end(@Nullable StorageException failed) {
    if (failure == null) {
      failure = failed;
    }
    atWork = false;
    turn.signalAll();
  }

  /** At least one batch. */
  private List<Waiting> nextGroup() {
    List<Waiting> group = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty() && bytes < GROUP_BYTES_MAX) {
      Waiting next = queue.remove();
      group.add(next);
      bytes += next.batch.bytes();
    }
    return group;
  }

  private void write(List<Waiting> group) {
    boolean synced = group.stream().anyMatch(one -> one.synced);
    if (group.size() == 1) {
      target.write(group.getFirst().batch.changes(), synced);
    } else {
      List<Change> changes = new ArrayList<>();
      group.forEach(one -> changes.addAll(one.batch.changes()));
      target.write(changes, synced);
    }
  }

  private void checkSoundLocked() {
    if (failure != null) {
      throw afterFailure(failure);
    }
  }

  private static StorageException fault(Throwable e) {
    return new StorageException("storage: want to write, found a fault of the program", e);
  }

  private static StorageException afterFailure(StorageException failure) {
    return new StorageException(
        "storage: want to write, found that a write before has failed; see its message, then"
            + " start again",
        failure);
  }
}
