package io.dtvn.domain.ticket;

import io.dtvn.domain.clock.VectorClock;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import java.util.Optional;

/**
 * One effective operation in the life of a ticket. Each entry holds the digest of the one before,
 * so that the ticket's {@code historyHead} commits to all of them.
 *
 * @param ticketId the ticket
 * @param number from 1; equals the version that the operation made
 * @param sequence place in the total order
 * @param operationIndex place of the operation among all of that sequence number, from 0
 * @param opId the operation
 * @param type its kind
 * @param from the state before; empty for ISSUE
 * @param to the state after
 * @param principal on whose behalf
 * @param node the validator whose gateway carried it
 * @param claim what the caller said: gate, device, its own time
 * @param blockTime the network's time, in ms
 * @param vectorClock the ticket's clock after it
 * @param previous digest of the entry before; {@link Digest#ZERO} for the first
 */
public record HistoryEntry(
    TicketId ticketId,
    long number,
    long sequence,
    int operationIndex,
    OpId opId,
    ActionType type,
    Optional<TicketState> from,
    TicketState to,
    Principal principal,
    ValidatorId node,
    Claim claim,
    long blockTime,
    VectorClock vectorClock,
    Digest previous) {

  /** SHA-256 over the canonical form: the ticket's {@code historyHead} after this entry. */
  public Digest digest() {
    return HistoryCodec.encode(this).sha256();
  }
}
