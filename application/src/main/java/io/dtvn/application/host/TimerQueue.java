package io.dtvn.application.host;

import io.dtvn.ports.spi.TimerId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The engine's timers by deadline, then by name. Used by the loop alone. */
final class TimerQueue {

  private record Deadline(long atMillis, TimerId id) {}

  private final Map<TimerId, Deadline> running = new HashMap<>();
  private final TreeSet<Deadline> byTime =
      new TreeSet<>(Comparator.comparingLong(Deadline::atMillis).thenComparing(Deadline::id));

  /** Starts the timer, or moves its deadline. */
  void start(TimerId id, long atMillis) {
    stop(id);
    Deadline deadline = new Deadline(atMillis, id);
    running.put(id, deadline);
    byTime.add(deadline);
  }

  /** Stops the timer if it is running. */
  void stop(TimerId id) {
    Deadline deadline = running.remove(id);
    if (deadline != null) {
      byTime.remove(deadline);
    }
  }

  /** Takes out every timer that has run out by {@code nowMillis}; says whether there was one. */
  boolean expire(long nowMillis, Consumer<TimerId> expired) {
    boolean any = false;
    while (!byTime.isEmpty() && byTime.getFirst().atMillis() <= nowMillis) {
      TimerId id = byTime.removeFirst().id();
      running.remove(id);
      expired.accept(id);
      any = true;
    }
    return any;
  }

  /** The monotonic time of the next deadline; {@link Long#MAX_VALUE} if no timer is running. */
  long nextMillis() {
    return byTime.isEmpty() ? Long.MAX_VALUE : byTime.getFirst().atMillis();
  }
}
