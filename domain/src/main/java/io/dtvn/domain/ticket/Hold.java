package io.dtvn.domain.ticket;

import java.util.Optional;

/**
 * A ticket being checked. It binds only when it names a device or a gate: then only an operation
 * naming the same device (or, without a device, the same gate) may finish it.
 *
 * @param gate where the hold was taken
 * @param device what took it
 * @param opId the VALIDATE that took it
 * @param until block time in ms at which it ends by itself; 0: never
 */
public record Hold(Optional<Label> gate, Optional<Label> device, OpId opId, long until) {

  /** Whether an operation with {@code claim} may finish or give back this hold. */
  public boolean permits(Claim claim) {
    if (device.isPresent()) {
      return device.equals(claim.device());
    }
    return gate.isEmpty() || gate.equals(claim.gate());
  }

  /** Whether the hold has ended at {@code blockTime}. */
  public boolean endedAt(long blockTime) {
    return until != 0 && blockTime >= until;
  }
}
