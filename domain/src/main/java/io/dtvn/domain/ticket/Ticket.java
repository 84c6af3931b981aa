package io.dtvn.domain.ticket;

import io.dtvn.domain.clock.VectorClock;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import java.util.Optional;

/**
 * A ticket as the ledger holds it. Immutable; only the transition function makes a new version.
 *
 * @param id its name
 * @param eventId its event
 * @param state where it stands
 * @param version number of effective operations so far, from 1
 * @param source how it came to be
 * @param dataHash commitment to data that some node holds
 * @param validator the gateway of the last VALIDATE or ADMIT
 * @param hold the check in progress
 * @param admission the admission that counts
 * @param dispute the open case
 * @param vectorClock effective operations counted by the validator whose gateway carried them
 * @param historyHead digest of the newest history entry
 * @param created block time of its ISSUE, in ms
 * @param updated block time of its newest effective operation, in ms
 */
public record Ticket(
    TicketId id,
    Label eventId,
    TicketState state,
    long version,
    TicketSource source,
    Optional<Digest> dataHash,
    Optional<ValidatorId> validator,
    Optional<Hold> hold,
    Optional<Admission> admission,
    Optional<DisputeCase> dispute,
    VectorClock vectorClock,
    Digest historyHead,
    long created,
    long updated) {

  /**
   * The ticket as an operation at {@code blockTime} sees it: a hold that has ended by then is gone,
   * and the state before it is back, also as the prior state of an open case.
   *
   * <p>That a hold ends is no operation: it adds no version and no history, since the VALIDATE, the
   * policy and the block times say it already. So nothing depends on when it is noticed.
   */
  public Ticket seenAt(long blockTime) {
    if (hold.isEmpty() || !hold.get().endedAt(blockTime)) {
      return this;
    }
    return new Ticket(
        id,
        eventId,
        beforeHold(state),
        version,
        source,
        dataHash,
        validator,
        Optional.empty(),
        admission,
        dispute.map(d -> new DisputeCase(d.opId(), beforeHold(d.priorState()), d.since())),
        vectorClock,
        historyHead,
        created,
        updated);
  }

  private static TicketState beforeHold(TicketState state) {
    return state == TicketState.VALIDATED ? TicketState.ISSUED : state;
  }
}
