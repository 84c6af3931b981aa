package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Signature;

/**
 * Proof that no other digest can be prepared at this (e, v, s).
 *
 * @param binding what is prepared
 * @param proposal the primary's signature under the PRE-PREPARE
 * @param prepares q-1 backups and their signatures under matching PREPAREs
 */
public record PreparedCertificate(Binding binding, Signature proposal, Signers prepares) {}
