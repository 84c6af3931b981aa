package io.dtvn.benchmarks.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * An open loop: operations are due at fixed times, whoever is free does the next one, and latency
 * counts from when it was due. So a node that stands still is charged with every operation that
 * should have been sent meanwhile.
 */
final class Pace {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final long LAG_SECONDS = 2;
  private static final long LOOK_EACH_NANOS = 200_000_000;

  private final double perSecond;
  private final String prefix;
  private final long ticketsBetween;
  private final AtomicLong next = new AtomicLong();
  private final long started = System.nanoTime();

  /**
   * So many operations {@code perSecond}: every other one issues a ticket, those between admit what
   * was issued two seconds ago.
   */
  Pace(double perSecond, String prefix) {
    this.perSecond = perSecond;
    this.prefix = prefix;
    this.ticketsBetween = (long) (perSecond * LAG_SECONDS / 2) + 1;
  }

  /** Works until {@code running} says no. */
  void run(Door door, Tally tally, BooleanSupplier running) {
    try (door) {
      while (running.getAsBoolean()) {
        long number = next.getAndIncrement();
        long due = due(number);
        if (!isDue(due, running)) {
          return;
        }
        long ticket = number / 2 - ticketsBetween;
        boolean admits = number % 2 == 1 && ticket >= 0;
        tally.answered(admits ? door.admit(prefix + ticket) : issue(door, number), due);
      }
    }
  }

  /** Tells what was due before the end and was never begun, because nobody was free. */
  void tellLeftOut(Tally tally) {
    long first = next.get();
    long dueBeforeEnd =
        (long) Math.ceil((tally.endedAt() - started) / NANOS_PER_SECOND * perSecond);
    if (dueBeforeEnd > first) {
      tally.open(dueBeforeEnd - first, due(first));
    }
  }

  private long due(long number) {
    return started + (long) (number / perSecond * NANOS_PER_SECOND);
  }

  private String issue(Door door, long number) {
    // before there is anything to admit, odd numbers issue tickets that nobody admits
    return door.issue(number % 2 == 0 ? prefix + number / 2 : prefix + "x" + number);
  }

  /** Waits; false if the run ends before. */
  private static boolean isDue(long due, BooleanSupplier running) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (!running.getAsBoolean()) {
        return false;
      }
      LockSupport.parkNanos(Math.min(left, LOOK_EACH_NANOS));
    }
    return true;
  }
}
