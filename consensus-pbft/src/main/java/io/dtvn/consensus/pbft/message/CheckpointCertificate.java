package io.dtvn.consensus.pbft.message;

/**
 * Proof that a correct replica holds this state: the stable checkpoint ([CL99] §4.3).
 *
 * @param state sequence number and root
 * @param signers q members and their signatures under equal CHECKPOINTs
 */
public record CheckpointCertificate(StateAt state, Signers signers) {

  /** s. */
  public long sequence() {
    return state.sequence();
  }
}
