package io.dtvn.adapters.http;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, at most 20 s. */
final class Await {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still not after %s: %s".formatted(PATIENCE, what));
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
