package io.dtvn.adapters.storage.rocksdb;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Guards native objects: to touch one after it was freed would end the process. Any number of
 * threads use what is open; ending waits for them, ends the dependents first and then frees. The
 * life of a snapshot is inside that of its store. Locks are taken from the outside in, so nobody
 * waits in a circle.
 */
final class Life {

  private final String subject;
  private final @Nullable Life outer;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Set<Runnable> dependents = ConcurrentHashMap.newKeySet();
  private boolean ended;

  private Life(String subject, @Nullable Life outer) {
    this.subject = subject;
    this.outer = outer;
  }

  static Life of(String subject) {
    return new Life(subject, null);
  }

  /** A life that ends with this one at the latest. */
  Life inner(String innerSubject) {
    return new Life(innerSubject, this);
  }

  /** Something native that is asked for an answer. */
  interface Use<T> {
    T answer() throws RocksDBException;
  }

  /**
   * Uses what this guards.
   *
   * @throws IllegalStateException if this or an outer life has ended
   */
  <T> T use(Use<T> use) throws RocksDBException {
    return outer == null ? useHere(use) : outer.use(() -> useHere(use));
  }

  /** Has {@code end} run before this ends. To be called from inside {@link #use}. */
  void add(Runnable end) {
    dependents.add(end);
  }

  /** Runs {@code end} now, unless it ran before. */
  void endEarly(Runnable end) {
    lock.readLock().lock();
    try {
      if (dependents.remove(end)) {
        end.run();
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Ends the dependents, then runs {@code end}; does nothing the second time. */
  void end(Runnable end) {
    lock.writeLock().lock();
    try {
      if (!ended) {
        ended = true;
        dependents.forEach(Runnable::run);
        dependents.clear();
        end.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private <T> T useHere(Use<T> use) throws RocksDBException {
    lock.readLock().lock();
    try {
      if (ended) {
        throw new IllegalStateException(subject + ": closed");
      }
      return use.answer();
    } finally {
      lock.readLock().unlock();
    }
  }
}
