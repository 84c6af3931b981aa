package io.dtvn.application.backup;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;

/**
 * Whose store a backup is taken of.
 *
 * @param validator the node
 * @param network the network's name
 * @param genesisHash the network's genesis
 * @param storageType the back end's name
 */
public record Origin(
    ValidatorId validator, String network, Digest genesisHash, String storageType) {}
