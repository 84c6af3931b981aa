package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Signature;
import io.dtvn.ports.out.PeerNetwork.Lane;

/**
 * A member's signed state root; q equal ones make a checkpoint stable ([CL99] §4.3).
 *
 * @param state what is said
 * @param validator index i of the signer
 * @param signature its signature
 */
public record Checkpoint(StateAt state, int validator, Signature signature) implements PbftMessage {

  /** s. */
  public long sequence() {
    return state.sequence();
  }

  /** The bytes under the signature. */
  public Bytes signatureInput(Digest genesisHash) {
    return state.checkpointInput(genesisHash, validator);
  }

  @Override
  public Lane lane() {
    return Lane.VOTES;
  }
}
