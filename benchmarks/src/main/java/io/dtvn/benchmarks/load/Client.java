package io.dtvn.benchmarks.load;

import java.util.function.BooleanSupplier;

/** One caller in a closed loop: issue a ticket, admit it, the next one. */
final class Client {

  private static final long PAUSE_AFTER_REFUSAL_MILLIS = 50;

  private final Door door;
  private final String prefix;
  private final Tally tally;
  private final BooleanSupplier measuring;

  /**
   * A caller whose tickets begin with {@code prefix} and who tells {@code tally} what it sees.
   *
   * @param measuring whether what happens now counts
   */
  Client(Door door, String prefix, Tally tally, BooleanSupplier measuring) {
    this.door = door;
    this.prefix = prefix;
    this.tally = tally;
    this.measuring = measuring;
  }

  /** Works until {@code running} says no. */
  void run(BooleanSupplier running) throws InterruptedException {
    try (door) {
      for (long number = 0; running.getAsBoolean(); number++) {
        String ticket = prefix + number;
        long sent = System.nanoTime();
        if (done(door.issue(ticket), sent)) {
          sent = System.nanoTime();
          done(door.admit(ticket), sent);
        }
      }
    }
  }

  private boolean done(String answer, long sent) throws InterruptedException {
    boolean done = answer.equals(Door.DONE);
    if (measuring.getAsBoolean() && done) {
      tally.succeeded(System.nanoTime() - sent);
    } else if (measuring.getAsBoolean()) {
      tally.failed(answer);
    }
    if (!done) {
      Thread.sleep(PAUSE_AFTER_REFUSAL_MILLIS); // a refused caller that hammers measures itself
    }
    return done;
  }
}
