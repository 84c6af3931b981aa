package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.membership.Quorum;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Distinct members and their signatures over one statement.
 *
 * @param bitmap bit i, from the lowest, is set if the member with index i signed
 * @param signatures one per bit, in member order
 */
public record Signers(int bitmap, List<Signature> signatures) {

  /** Copies the signatures and checks their number. */
  public Signers {
    signatures = List.copyOf(signatures);
    if (bitmap < 0
        || bitmap >>> Quorum.MAX_VALIDATORS != 0
        || Integer.bitCount(bitmap) != signatures.size()) {
      throw new IllegalArgumentException(
          "signers: want one signature per member, found %d for bitmap %x"
              .formatted(signatures.size(), bitmap));
    }
  }

  /** The members that are keys of {@code byMember}. */
  public static Signers of(SortedMap<Integer, Signature> byMember) {
    int bitmap = 0;
    for (int member : byMember.keySet()) {
      bitmap |= 1 << member;
    }
    return new Signers(bitmap, List.copyOf(byMember.values()));
  }

  /** How many members signed. */
  public int count() {
    return signatures.size();
  }

  /** Whether the member with index {@code member} signed. */
  public boolean contains(int member) {
    return (bitmap >>> member & 1) != 0;
  }

  /** The indices of the members that signed, ascending: the order of {@link #signatures}. */
  public List<Integer> members() {
    return IntStream.range(0, Quorum.MAX_VALIDATORS).filter(this::contains).boxed().toList();
  }
}
