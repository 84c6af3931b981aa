package io.dtvn.application.host;

import io.dtvn.ports.out.Metrics.Timer;

/** When the newest slots came to their phases. Used by the loop alone. */
final class SlotTimes {

  private final long[] sequences;
  private final long[] accepted;
  private final long[] last;

  /** Keeps {@code slots} of them. */
  SlotTimes(int slots) {
    sequences = new long[slots];
    accepted = new long[slots];
    last = new long[slots];
  }

  void accepted(long sequence, long nanos) {
    int at = at(sequence);
    sequences[at] = sequence;
    accepted[at] = nanos;
    last[at] = nanos;
  }

  /** A later phase begins; {@code phase} takes how long the one before it took. */
  void next(long sequence, long nanos, Timer phase) {
    int at = at(sequence);
    if (sequences[at] == sequence) {
      phase.record(nanos - last[at]);
      last[at] = nanos;
    }
  }

  /** The slot is executed; {@code whole} takes how long it took since it was accepted. */
  void done(long sequence, long nanos, Timer whole) {
    int at = at(sequence);
    if (sequences[at] == sequence) {
      whole.record(nanos - accepted[at]);
      sequences[at] = 0;
    }
  }

  private int at(long sequence) {
    return (int) (sequence % sequences.length);
  }
}
