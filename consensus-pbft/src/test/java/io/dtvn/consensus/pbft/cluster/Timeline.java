package io.dtvn.consensus.pbft.cluster;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Virtual time: actions in the order of their time, those of one moment in an order that the seed
 * decides. Keeps a rolling hash of everything noted, so that two runs can be compared.
 */
final class Timeline {

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(
          Comparator.comparingLong(Entry::atMicros)
              .thenComparingLong(Entry::tieBreak)
              .thenComparingLong(Entry::number));
  private final SplittableRandom ties;
  private long nowMicros;
  private long number;
  private long digest;

  private record Entry(long atMicros, long tieBreak, long number, Runnable action) {}

  Timeline(SplittableRandom ties) {
    this.ties = ties;
  }

  long nowMicros() {
    return nowMicros;
  }

  /** Lets {@code action} happen {@code micros} from now. */
  void after(long micros, Runnable action) {
    entries.add(new Entry(nowMicros + Math.max(0, micros), ties.nextLong(), number++, action));
  }

  /** Lets the next action happen. Returns whether there was one. */
  boolean step() {
    Entry next = entries.poll();
    if (next == null) {
      return false;
    }
    nowMicros = next.atMicros;
    note(nowMicros);
    next.action.run();
    return true;
  }

  /** Takes {@code value} into the rolling hash. */
  void note(long value) {
    digest = Long.rotateLeft((digest ^ value) * MIX, 29);
  }

  /** The rolling hash. */
  long digest() {
    return digest;
  }
}
