package io.dtvn.application.gateway;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.Clock;

/**
 * What a gateway needs to know.
 *
 * @param self the validator whose gateway this is
 * @param genesisHash the network it signs for
 * @param signer signs its bundles
 * @param clock for deadlines
 * @param limits how much it takes on
 */
public record GatewayPlan(
    ValidatorId self, Digest genesisHash, Signer signer, Clock clock, GatewayLimits limits) {}
