package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.Optional;

/**
 * The primary's proposal, which is also its PREPARE ([CL99] §4.2).
 *
 * @param binding what is proposed
 * @param signature the primary's, over the binding alone
 * @param body the batch behind the digest, not covered by the signature; empty when it is sent
 *     again
 */
public record PrePrepare(Binding binding, Signature signature, Optional<Batch> body)
    implements Vote {

  @Override
  public int voter(ValidatorSet members) {
    return members.primaryOf(view());
  }

  @Override
  public Bytes signatureInput(Digest genesisHash) {
    return binding.prePrepareInput(genesisHash);
  }

  /** The same vote without the body. */
  public PrePrepare withoutBody() {
    return body.isEmpty() ? this : new PrePrepare(binding, signature, Optional.empty());
  }

  @Override
  public Lane lane() {
    return Lane.PROPOSALS;
  }
}
