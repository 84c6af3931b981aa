package io.dtvn.application.host;

import java.time.Duration;

/**
 * Bounds of a host; every queue has one.
 *
 * @param submissions own bundles that wait for the engine; more meet BUSY
 * @param callers own bundles without an outcome yet; more meet BUSY
 * @param messages verified messages of peers that wait for the engine; more pause the pool
 * @param eventsPerTurn bundles and messages taken in before one sync
 * @param verifiers threads that check peers' frames; 0: checked inside the loop
 * @param drain how long a stop waits for bundles in flight
 */
public record HostLimits(
    int submissions, int callers, int messages, int eventsPerTurn, int verifiers, Duration drain) {

  /** The defaults of a node among {@code validators} on {@code cores} processors. */
  public static HostLimits of(int validators, int cores) {
    int verifiers = validators == 1 ? 0 : Math.max(1, cores - 1);
    return new HostLimits(256, 1024, 1024, 256, verifiers, Duration.ofSeconds(10));
  }

  /** The same bounds with another limit for a stop. */
  public HostLimits withDrain(Duration patience) {
    return new HostLimits(submissions, callers, messages, eventsPerTurn, verifiers, patience);
  }
}
