package io.dtvn.application.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The executor's queue. What the host asks for is bounded by its own rules, and more is its bug;
 * what peers cause is bounded here and dropped beyond. Thread-safe.
 */
final class Mailbox {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Command> commands = new ArrayDeque<>();
  private final int asksMax;
  private final int[] results;
  private final int[] shown;
  private final boolean[] resends;
  private final int resultsMax;
  private int asks;
  private boolean closed;

  /**
   * Makes an empty queue.
   *
   * @param members n
   * @param window L: the most batches outstanding, and half the most results of one member
   */
  Mailbox(int members, int window) {
    results = new int[members];
    shown = new int[members];
    resends = new boolean[members];
    resultsMax = 2 * window;
    // Of each outstanding slot: execute it, take its checkpoint, have it taken, make it stable.
    asksMax = 4 * window + 1;
  }

  /**
   * Adds a command of the host or of the executor itself.
   *
   * @throws IllegalStateException if more is outstanding than the host's own rules allow
   */
  void ask(Command command) {
    locked(
        () -> {
          if (++asks > asksMax) {
            throw new IllegalStateException(
                "executor: want at most %d commands waiting".formatted(asksMax));
          }
          commands.addLast(command);
        });
  }

  /** Adds a result, or drops it if its sender has too many here. */
  void offer(Command.ResultReceived result) {
    locked(
        () -> {
          int from = result.from();
          if (from >= 0 && from < results.length && results[from] < resultsMax) {
            results[from]++;
            commands.addLast(result);
          }
        });
  }

  /** Adds a result that was passed on, or drops it if too many of its validator are here. */
  void offer(Command.ResultShown result) {
    locked(
        () -> {
          int of = result.of();
          if (of >= 0 && of < shown.length && shown[of] < resultsMax) {
            shown[of]++;
            commands.addLast(result);
          }
        });
  }

  /** Adds a wish for results, or drops it if one of the same member waits. */
  void offer(Command.ResendResults wish) {
    locked(
        () -> {
          int to = wish.to();
          if (to >= 0 && to < resends.length && !resends[to]) {
            resends[to] = true;
            commands.addLast(wish);
          }
        });
  }

  /** The next command, or empty if there is none. */
  Optional<Command> poll() {
    lock.lock();
    try {
      return next();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next command; empty once closed. */
  Optional<Command> take() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && commands.isEmpty()) {
        changed.await();
      }
      return closed ? Optional.empty() : next();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    locked(() -> closed = true);
  }

  int size() {
    lock.lock();
    try {
      return commands.size();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Command> next() {
    Command command = commands.pollFirst();
    switch (command) {
      case null -> {}
      case Command.ResultReceived(int from, var _) -> results[from]--;
      case Command.ResultShown(int of, var _) -> shown[of]--;
      case Command.ResendResults(int to, var _) -> resends[to] = false;
      case Command.Execute _,
          Command.TakeCheckpoint _,
          Command.CheckpointTaken _,
          Command.CheckpointStable _,
          Command.Failed _ ->
          asks--;
    }
    return Optional.ofNullable(command);
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      if (!closed) {
        change.run();
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }
}
