package io.dtvn.consensus.pbft.checkpoint;

import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.consensus.pbft.message.Signers;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.domain.codec.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The CHECKPOINTs of all members: of each one those in the window and the highest beyond it, so at
 * most L/K + 1.
 */
final class CheckpointVotes {

  private final int quorum;
  private final List<TreeMap<Long, Checkpoint>> byMember = new ArrayList<>();

  CheckpointVotes(int members, int quorum) {
    this.quorum = quorum;
    for (int i = 0; i < members; i++) {
      byMember.add(new TreeMap<>());
    }
  }

  /** The vote of {@code member} at {@code sequence}. */
  Optional<Checkpoint> of(int member, long sequence) {
    return Optional.ofNullable(byMember.get(member).get(sequence));
  }

  /** All votes of {@code member} that are held, ascending. */
  List<Checkpoint> of(int member) {
    return List.copyOf(byMember.get(member).values());
  }

  /** Records the first vote of its member at its number; drops what the bound does not allow. */
  void record(Checkpoint vote, long high) {
    TreeMap<Long, Checkpoint> votes = byMember.get(vote.validator());
    votes.putIfAbsent(vote.sequence(), vote);
    while (votes.size() > 1 && votes.lowerKey(votes.lastKey()) > high) {
      votes.remove(votes.lowerKey(votes.lastKey()));
    }
  }

  /** The certificate at {@code sequence}, if q members said the same. */
  Optional<CheckpointCertificate> certificateAt(long sequence) {
    for (int member = 0; member < byMember.size(); member++) {
      Optional<StateAt> said = of(member, sequence).map(Checkpoint::state);
      if (said.isPresent()) {
        SortedMap<Integer, Signature> signatures = signaturesOf(said.get());
        if (signatures.size() == quorum) {
          return Optional.of(new CheckpointCertificate(said.get(), Signers.of(signatures)));
        }
      }
    }
    return Optional.empty();
  }

  /** Forgets votes below {@code sequence}. */
  void forgetBelow(long sequence) {
    byMember.forEach(votes -> votes.headMap(sequence, false).clear());
  }

  /** The first q members, by index, that said {@code state}, or fewer. */
  private SortedMap<Integer, Signature> signaturesOf(StateAt state) {
    TreeMap<Integer, Signature> signatures = new TreeMap<>();
    for (int member = 0; member < byMember.size(); member++) {
      int signer = member;
      of(member, state.sequence())
          .filter(vote -> vote.state().equals(state) && signatures.size() < quorum)
          .ifPresent(vote -> signatures.put(signer, vote.signature()));
    }
    return signatures;
  }
}
