package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.out.PeerNetwork.Lane;

/** A question to one peer; {@link Data} answers it. Not signed: the answer proves itself. */
public sealed interface Fetch extends PbftMessage {

  @Override
  default Lane lane() {
    return Lane.REPAIR;
  }

  /** The batch with this digest, with its commit certificate if the peer has it. */
  record Body(Digest digest) implements Fetch {}

  /** The certificate of the newest stable checkpoint. */
  record StableCheckpoint() implements Fetch {}

  /**
   * The asker's own votes that the peer holds, asked at each start before voting.
   *
   * @param nonce of this life of the asker, as a bit pattern
   */
  record VotesOfMine(long nonce) implements Fetch {}
}
