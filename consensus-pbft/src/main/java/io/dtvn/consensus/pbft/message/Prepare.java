package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.out.PeerNetwork.Lane;

/**
 * A backup's first vote: it accepted the proposal ([CL99] §4.2).
 *
 * @param binding what is voted for
 * @param validator index i of the voter
 * @param signature its signature
 */
public record Prepare(Binding binding, int validator, Signature signature) implements Vote {

  @Override
  public int voter(ValidatorSet members) {
    return validator;
  }

  @Override
  public Bytes signatureInput(Digest genesisHash) {
    return binding.prepareInput(genesisHash, validator);
  }

  @Override
  public Lane lane() {
    return Lane.VOTES;
  }
}
