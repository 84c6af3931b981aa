package io.dtvn.application.archive;

import io.dtvn.domain.ticket.Outcome;

/**
 * The outcome an operation had when it was executed first.
 *
 * @param sequence s of that batch
 * @param blockTime of that batch, in ms
 * @param outcome never {@link Outcome.Repeated}
 */
public record FirstOutcome(long sequence, long blockTime, Outcome outcome) {}
