package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.out.PeerNetwork.Lane;

/**
 * A member's second vote: it holds a prepared certificate ([CL99] §4.2).
 *
 * @param binding what is voted for
 * @param validator index i of the voter
 * @param signature its signature
 */
public record Commit(Binding binding, int validator, Signature signature) implements Vote {

  @Override
  public int voter(ValidatorSet members) {
    return validator;
  }

  @Override
  public Bytes signatureInput(Digest genesisHash) {
    return binding.commitInput(genesisHash, validator);
  }

  @Override
  public Lane lane() {
    return Lane.VOTES;
  }
}
