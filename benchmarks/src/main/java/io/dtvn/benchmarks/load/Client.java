package io.dtvn.benchmarks.load;

import java.util.function.BooleanSupplier;

/** One caller in a closed loop: issue a ticket, admit it, the next one. */
final class Client {

  private static final long PAUSE_AFTER_REFUSAL_MILLIS = 50;

  private final Door door;
  private final String prefix;
  private final Tally tally;

  /** A caller whose tickets begin with {@code prefix} and who tells {@code tally} what it sees. */
  Client(Door door, String prefix, Tally tally) {
    this.door = door;
    this.prefix = prefix;
    this.tally = tally;
  }

  /** Works until {@code running} says no. */
  void run(BooleanSupplier running) throws InterruptedException {
    try (door) {
      for (long number = 0; running.getAsBoolean(); number++) {
        String ticket = prefix + number;
        long sent = System.nanoTime();
        if (done(door.issue(ticket), sent) && running.getAsBoolean()) {
          sent = System.nanoTime();
          done(door.admit(ticket), sent);
        }
      }
    }
  }

  private boolean done(String answer, long sent) throws InterruptedException {
    tally.answered(answer, sent);
    boolean done = answer.equals(Door.DONE);
    if (!done) {
      Thread.sleep(PAUSE_AFTER_REFUSAL_MILLIS); // a refused caller that hammers measures itself
    }
    return done;
  }
}
