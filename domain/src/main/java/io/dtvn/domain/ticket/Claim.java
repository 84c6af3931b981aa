package io.dtvn.domain.ticket;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the caller says about itself and the moment. Before devices are registered, gate and device
 * are words without proof. A gateway adds nothing here that differs between two tries.
 *
 * @param caller id of the API key that was used, set by the gateway; empty: anonymous
 * @param gate where the ticket was presented
 * @param device what read it
 * @param claimedAt the device's own time, ms UTC; decides nothing
 * @param expectedVersion refuse unless the ticket has this version
 */
public record Claim(
    Optional<Label> caller,
    Optional<Label> gate,
    Optional<Label> device,
    OptionalLong claimedAt,
    OptionalLong expectedVersion) {

  /** A claim that says nothing. */
  public static final Claim NONE =
      new Claim(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());

  /** The same claim from {@code gate} and {@code device}. */
  public Claim at(Optional<Label> gate, Optional<Label> device) {
    return new Claim(caller, gate, device, claimedAt, expectedVersion);
  }

  /** The same claim made with the API key {@code caller}. */
  public Claim by(Optional<Label> caller) {
    return new Claim(caller, gate, device, claimedAt, expectedVersion);
  }
}
