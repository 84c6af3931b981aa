package io.dtvn.ports.in;

import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Outcome;

/**
 * The ledger's answer to one operation.
 *
 * @param opId the operation
 * @param node this node
 * @param sequence s of the batch in which it was first executed
 * @param blockTime of that batch, in ms
 * @param outcome what became of it, never {@link Outcome.Repeated}: a repetition shows the first
 * @param replayed whether this is the first outcome shown again
 */
public record Answer(
    OpId opId,
    ValidatorId node,
    long sequence,
    long blockTime,
    Outcome outcome,
    boolean replayed) {}
