package io.dtvn.application.node;

import io.dtvn.ports.out.Clock;
import java.util.concurrent.TimeUnit;

/** The clocks of the machine. */
final class SystemClock implements Clock {

  private final long start = System.nanoTime();

  @Override
  public long monotonicMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  @Override
  public long wallMillis() {
    return System.currentTimeMillis();
  }
}
