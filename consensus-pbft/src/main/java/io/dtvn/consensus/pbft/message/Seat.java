package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.crypto.Signer;
import java.util.Optional;

/**
 * A member's place in the validator set of one epoch, and its key: what it takes to sign there.
 *
 * @param epoch e
 * @param members of e
 * @param genesisHash the network
 * @param index of this member
 * @param signer its key
 */
public record Seat(long epoch, ValidatorSet members, Digest genesisHash, int index, Signer signer) {

  /** n. */
  public int size() {
    return members.size();
  }

  /** q. */
  public int quorum() {
    return members.quorum().quorum();
  }

  /** Whether this member is the primary of {@code view}. */
  public boolean isPrimaryOf(long view) {
    return members.primaryOf(view) == index;
  }

  /** The signed proposal of {@code body} at {@code sequence}. */
  public PrePrepare propose(long view, long sequence, Batch body) {
    Binding binding = new Binding(epoch, view, sequence, body.digest());
    return new PrePrepare(
        binding, signer.sign(binding.prePrepareInput(genesisHash)), Optional.of(body));
  }

  /** This member's PREPARE for {@code binding}. */
  public Prepare prepare(Binding binding) {
    return new Prepare(binding, index, signer.sign(binding.prepareInput(genesisHash, index)));
  }

  /** This member's COMMIT for {@code binding}. */
  public Commit commit(Binding binding) {
    return new Commit(binding, index, signer.sign(binding.commitInput(genesisHash, index)));
  }

  /** This member's CHECKPOINT for {@code state}. */
  public Checkpoint checkpoint(StateAt state) {
    return new Checkpoint(state, index, signer.sign(state.checkpointInput(genesisHash, index)));
  }
}
