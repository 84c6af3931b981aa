package io.dtvn.consensus.pbft.message;

/**
 * Proof that a batch is ordered at s, in every view. It proves order, not success of anything in
 * the batch.
 *
 * @param binding what is committed
 * @param commits q members and their signatures under matching COMMITs
 */
public record CommitCertificate(Binding binding, Signers commits) {}
