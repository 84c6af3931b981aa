package io.dtvn.ports.in;

import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.OpId;
import java.time.Duration;

/**
 * One mutation as asked for by a caller.
 *
 * @param opId the same for every try of one intention
 * @param claim caller, gate and device
 * @param patience how long the caller waits before the answer is "unknown"
 */
public record Call(OpId opId, Claim claim, Duration patience) {}
