package io.dtvn.domain.ticket;

import io.dtvn.domain.membership.ValidatorId;
import java.util.Optional;

/**
 * The admission that counts. A later refusal shows it as {@code first}.
 *
 * @param opId the operation that admitted
 * @param principal on whose behalf; only the same may take it back if no device was named
 * @param node the validator whose gateway carried it
 * @param gate where
 * @param device what read the ticket
 * @param sequence place in the total order
 * @param blockTime when, by the network's clock, in ms
 */
public record Admission(
    OpId opId,
    Principal principal,
    ValidatorId node,
    Optional<Label> gate,
    Optional<Label> device,
    long sequence,
    long blockTime) {}
