package io.dtvn.benchmarks.load;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What all callers saw while they were measured. An operation counts if it is answered in the
 * measured time; one that was due in it and has no answer at its end is kept apart, because its
 * latency is not known, only that it is longer. Thread-safe.
 */
final class Tally {

  private static final long LATENCY_MAX_NANOS = 60_000_000_000L;

  private final Histogram nanos = new ConcurrentHistogram(LATENCY_MAX_NANOS, 3);
  private final ConcurrentSkipListMap<String, LongAdder> errors = new ConcurrentSkipListMap<>();
  private final LongAdder open = new LongAdder();
  private final AtomicLong longestOpenNanos = new AtomicLong();
  private volatile Phase phase = Phase.WARM_UP;
  private volatile long started = System.nanoTime();
  private volatile long ended = started;

  private enum Phase {
    WARM_UP,
    MEASURED,
    OVER
  }

  /** From now on answers count. */
  void begin() {
    started = System.nanoTime();
    phase = Phase.MEASURED;
  }

  /** From now on only what has been due already is looked at, as not answered in time. */
  void end() {
    ended = System.nanoTime();
    phase = Phase.OVER;
  }

  /** The measured time. */
  Duration elapsed() {
    return Duration.ofNanos(ended - started);
  }

  /** When it ended, on the clock of {@link System#nanoTime}. */
  long endedAt() {
    return ended;
  }

  /** An operation that was {@code due} at this time of {@link System#nanoTime} is answered now. */
  void answered(String answer, long due) {
    long now = System.nanoTime();
    switch (phase) {
      case WARM_UP -> {}
      case MEASURED -> {
        if (answer.equals(Door.DONE)) {
          nanos.recordValue(Math.clamp(now - due, 0, LATENCY_MAX_NANOS));
        } else {
          errors.computeIfAbsent(answer, _ -> new LongAdder()).increment();
        }
      }
      case OVER -> {
        if (due - ended < 0) {
          open(1, due);
        }
      }
    }
  }

  /** So many operations, the first of them {@code due} then, had no answer at the end. */
  void open(long operations, long due) {
    open.add(operations);
    longestOpenNanos.accumulateAndGet(ended - due, Math::max);
  }

  Histogram nanos() {
    return nanos;
  }

  /** Operations that had no answer at the end. */
  long openAtEnd() {
    return open.sum();
  }

  /** For how long the oldest of them had been due; 0 if there is none. */
  long longestOpenNanos() {
    return longestOpenNanos.get();
  }

  /** How often what went wrong. */
  SortedMap<String, Long> errors() {
    SortedMap<String, Long> counts = new TreeMap<>();
    errors.forEach((kind, count) -> counts.put(kind, count.sum()));
    return counts;
  }
}
