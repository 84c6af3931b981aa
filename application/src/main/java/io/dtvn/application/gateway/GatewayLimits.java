package io.dtvn.application.gateway;

import java.time.Duration;

/**
 * How much a gateway takes on.
 *
 * @param operations operations of which no outcome is known yet, and callers who joined a wait
 * @param bytes canonical forms and data of those
 * @param gather how long an operation waits for company while other bundles are in flight
 * @param busyTries how often a bundle is submitted again when the node's reserve is full
 * @param bundles how many bundles one operation is put into before its callers are told
 * @param grace how long {@link Gateway#close} waits for what is in flight
 */
public record GatewayLimits(
    int operations, long bytes, Duration gather, int busyTries, int bundles, Duration grace) {

  /** What a validator uses. */
  public static final GatewayLimits DEFAULT =
      new GatewayLimits(
          8_192, 16L * 1024 * 1024, Duration.ofMillis(2), 8, 16, Duration.ofSeconds(3));
}
