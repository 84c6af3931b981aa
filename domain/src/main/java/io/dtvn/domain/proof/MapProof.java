package io.dtvn.domain.proof;

import io.dtvn.domain.codec.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What shows somebody who knows only the root what an {@link AuthenticatedMap} holds under a key:
 * the one entry that the key's bits lead to, and the way there. If the entry has another key, or
 * there is none, the map holds nothing under the key asked for.
 *
 * @param end the entry at the end of the way; empty only in an empty map
 * @param steps the branches from the root down
 */
public record MapProof(Optional<Entry> end, List<Step> steps) {

  /** Copies the steps. */
  public MapProof {
    steps = List.copyOf(steps);
  }

  /** One entry of the map. */
  public record Entry(Digest key, Digest value) {}

  /**
   * One branch on the way.
   *
   * @param bit the place at which the keys below first differ, 0 to 255
   * @param sibling hash of the subtree that the way does not enter
   */
  public record Step(int bit, Digest sibling) {}

  /**
   * What the map holds under {@code key}, or empty if nothing. Means something only if {@link
   * AuthenticatedMap#rootOf} gives the right root.
   */
  public Optional<Digest> value(Digest key) {
    return end.filter(entry -> entry.key().equals(key)).map(Entry::value);
  }
}
