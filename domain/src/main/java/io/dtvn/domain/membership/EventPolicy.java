package io.dtvn.domain.membership;

import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.ticket.Label;
import java.time.Duration;

/**
 * The rules of the one event of version 1: each ticket enters once, holds never expire by
 * themselves unless a lifetime is set, an admission may be annulled for a while.
 *
 * @param eventId the event's name; {@code default}
 * @param holdLifetime how long a hold lasts in block time; zero: until it is released
 * @param annulWithin how long after an admission its ANNUL is accepted, in block time
 * @param sameDeviceWithin how long a repeated scan by one device counts as the same gesture
 */
public record EventPolicy(
    Label eventId, Duration holdLifetime, Duration annulWithin, Duration sameDeviceWithin) {

  /** The policy of a network that configures none. */
  public static final EventPolicy DEFAULT =
      new EventPolicy(
          new Label("default"), Duration.ZERO, Duration.ofMinutes(15), Duration.ofSeconds(10));

  void writeTo(CanonicalWriter out) {
    out.text(eventId.value())
        .u64(holdLifetime.toMillis())
        .u64(annulWithin.toMillis())
        .u64(sameDeviceWithin.toMillis());
  }
}
