package io.dtvn.app.demo;

import java.time.Duration;

/** How long to wait before a validator that ended is started again. Not thread-safe. */
final class BackOff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next = FIRST;

  /** The pause behind a life of this length: twice the one before, unless it lived long. */
  Duration after(Duration life) {
    if (life.compareTo(LONGEST) >= 0) {
      next = FIRST;
    }
    Duration pause = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return pause;
  }
}
