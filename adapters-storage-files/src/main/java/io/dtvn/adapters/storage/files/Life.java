package io.dtvn.adapters.storage.files;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Guards native objects: to touch one after it was freed would end the process. Any number of
 * threads use what is open; ending waits for them, ends the dependents first and then frees. The
 * life of a snapshot is inside that of its store. Locks are taken from the outside in, so nobody
 * waits in a circle.
 */
public final class Life {

  private final String subject;
  private final @Nullable Life outer;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Set<Runnable> dependents = ConcurrentHashMap.newKeySet();
  private boolean ended;

  private Life(String subject, @Nullable Life outer) {
    this.subject = subject;
    this.outer = outer;
  }

  /** A life that ends by itself only; {@code subject} names it in messages. */
  public static Life of(String subject) {
    return new Life(subject, null);
  }

  /** A life that ends with this one at the latest. */
  public Life inner(String innerSubject) {
    return new Life(innerSubject, this);
  }

  /** Something native that is asked for an answer. */
  @FunctionalInterface
  public interface Use<T, E extends Exception> {

    /** Asks. */
    T answer() throws E;
  }

  /**
   * Uses what this guards.
   *
   * @throws IllegalStateException if this or an outer life has ended
   */
  public <T, E extends Exception> T use(Use<T, E> use) throws E {
    return outer == null ? useHere(use) : outer.use(() -> useHere(use));
  }

  /** Has {@code end} run before this ends. To be called from inside {@link #use}. */
  public void add(Runnable end) {
    dependents.add(end);
  }

  /** Runs {@code end} now, unless it ran before. */
  public void endEarly(Runnable end) {
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
  public void end(Runnable end) {
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

  private <T, E extends Exception> T useHere(Use<T, E> use) throws E {
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
