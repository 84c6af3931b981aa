package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.ledger.Batch;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.List;
import java.util.Optional;

/** The answer to a {@link Fetch}. Not signed: its content proves itself. */
public sealed interface Data extends PbftMessage {

  @Override
  default Lane lane() {
    return Lane.REPAIR;
  }

  /**
   * A batch.
   *
   * @param batch behind the digest asked for
   * @param certificate that it is ordered; empty if the peer does not know
   */
  record Body(Batch batch, Optional<CommitCertificate> certificate) implements Data {}

  /** The certificate of the peer's newest stable checkpoint. */
  record StableCheckpoint(CheckpointCertificate certificate) implements Data {}

  /**
   * Votes that the asker once signed.
   *
   * @param nonce copied from the question
   * @param votes all of them that the peer holds, without bodies, by sequence number, then kind,
   *     then view; at most {@value #VOTES_MAX}
   * @param newest the commit certificate with the highest sequence number that the asker signed, as
   *     far as the peer knows
   */
  record VotesOfYours(long nonce, List<Vote> votes, Optional<CommitCertificate> newest)
      implements Data {

    /** The largest window, each slot with two votes. */
    public static final int VOTES_MAX = 2 * 2048;

    /** Copies the votes. */
    public VotesOfYours {
      votes = List.copyOf(votes);
      if (votes.size() > VOTES_MAX) {
        throw new IllegalArgumentException(
            "votes: want at most %d, found %d".formatted(VOTES_MAX, votes.size()));
      }
    }
  }
}
