package io.dtvn.consensus.pbft.normal;

import io.dtvn.domain.codec.Digest;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Digests whose batches a slot of the window needs: at most two for each slot. */
public final class MissingBodies {

  private final TreeMap<Digest, Wanted> wanted = new TreeMap<>();

  /**
   * What is missing.
   *
   * @param sequence the highest slot that needs it
   * @param holder a member that should have it
   */
  public record Wanted(long sequence, int holder) {}

  /** What is missing, by digest. */
  public SortedMap<Digest, Wanted> all() {
    return Collections.unmodifiableSortedMap(wanted);
  }

  /** Notes that slot {@code sequence} needs {@code digest}, which {@code holder} should have. */
  void want(Digest digest, long sequence, int holder) {
    wanted.merge(
        digest,
        new Wanted(sequence, holder),
        (old, fresh) -> old.sequence >= fresh.sequence ? old : fresh);
  }

  /** Nobody needs {@code digest} any more. */
  void forget(Digest digest) {
    wanted.remove(digest);
  }

  /** No slot at or below {@code sequence} needs anything any more. */
  public void forgetUpTo(long sequence) {
    wanted.values().removeIf(w -> w.sequence <= sequence);
  }
}
