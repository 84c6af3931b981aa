package io.dtvn.consensus.pbft.normal;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Signers;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.domain.codec.Signature;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The first vote of each member in one phase of one slot: at most n. */
final class Ballots<V extends Vote> {

  private final TreeMap<Integer, V> byMember = new TreeMap<>();

  /** The vote of {@code member}. */
  Optional<V> of(int member) {
    return Optional.ofNullable(byMember.get(member));
  }

  /** Records the vote of {@code member}, of whom there must be none. */
  void record(int member, V vote) {
    if (byMember.putIfAbsent(member, vote) != null) {
      throw new IllegalStateException("vote of %d: want one, found two".formatted(member));
    }
  }

  /** How many members voted for {@code binding}; votes for other digests do not count. */
  int matching(Binding binding) {
    int count = 0;
    for (V vote : byMember.values()) {
      if (vote.binding().equals(binding)) {
        count++;
      }
    }
    return count;
  }

  /** The first {@code count} members, by index, that voted for {@code binding}. */
  Signers signersOf(Binding binding, int count) {
    TreeMap<Integer, Signature> signatures = new TreeMap<>();
    for (Map.Entry<Integer, V> entry : byMember.entrySet()) {
      if (signatures.size() < count && entry.getValue().binding().equals(binding)) {
        signatures.put(entry.getKey(), entry.getValue().signature());
      }
    }
    return Signers.of(signatures);
  }

  /**
   * What {@code quorum} members voted for alike. At most one exists if a quorum is more than n/2.
   */
  Optional<Binding> agreed(int quorum) {
    return byMember.values().stream()
        .map(Vote::binding)
        .filter(binding -> matching(binding) >= quorum)
        .findFirst();
  }
}
