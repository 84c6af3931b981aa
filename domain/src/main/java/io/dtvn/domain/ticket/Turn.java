package io.dtvn.domain.ticket;

import io.dtvn.domain.membership.ValidatorId;

/**
 * When an operation's turn comes, and who carried it.
 *
 * @param sequence s of its batch
 * @param index its place among all operations of that batch, from 0
 * @param blockTime of that batch, in ms
 * @param principal on whose behalf it is made
 * @param node the validator whose gateway carried it
 */
public record Turn(
    long sequence, int index, long blockTime, Principal principal, ValidatorId node) {}
