package io.dtvn.domain.ticket;

import java.util.Optional;

/**
 * The ledger's "no": ordered, committed and signed like a success, so that it can be proved too.
 *
 * @param code why
 * @param found the state the operation met; empty if there was no ticket or the ticket was never
 *     looked at
 * @param version the version it met; 0 if there was no ticket
 * @param first the admission that counts, for ALREADY_ADMITTED and ALREADY_ADMITTED_HERE
 * @param blocking the operation that stands in the way: the DISPUTE, the hold, or for a misdirected
 *     ANNUL the current admission
 */
public record Refusal(
    RefusalCode code,
    Optional<TicketState> found,
    long version,
    Optional<Admission> first,
    Optional<OpId> blocking) {

  /** A refusal that was decided without looking at a ticket. */
  public static Refusal unseen(RefusalCode code) {
    return new Refusal(code, Optional.empty(), 0, Optional.empty(), Optional.empty());
  }
}
