package io.dtvn.domain.proof;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Sha256;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The root of an {@link AuthenticatedMap} without the map: entries come in ascending order, and
 * only the open branches on the way to the newest one are kept, at most 256. Not thread-safe.
 */
public final class SortedRoot {

  /** A branch whose right subtree is still growing. */
  private record Open(int bit, Digest left) {}

  private final Sha256 sha256 = new Sha256();
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable Digest last;
  private @Nullable Digest hash;

  /**
   * Takes the next entry.
   *
   * @throws IllegalArgumentException unless its key is above the one before it
   */
  public void add(Digest key, Digest value) {
    if (last != null && hash != null) {
      if (last.compareTo(key) >= 0) {
        throw new IllegalArgumentException("keys: want ascending order, each once");
      }
      int bit = firstDifference(last, key);
      open.push(new Open(bit, closed(hash, bit)));
    }
    last = key;
    hash = MapNode.Leaf.hash(key, value, sha256);
  }

  /** The root over everything taken; nothing is taken behind it. */
  public Digest root() {
    return hash == null ? sha256.digest() : closed(hash, -1);
  }

  /** The subtree that ends with the newest entry, up to the branches at or above {@code bit}. */
  private Digest closed(Digest newest, int bit) {
    Digest subtree = newest;
    while (!open.isEmpty() && open.getFirst().bit > bit) {
      Open branch = open.pop();
      subtree = MapNode.Branch.hash(branch.bit, branch.left, subtree, sha256);
    }
    return subtree;
  }

  private static int firstDifference(Digest one, Digest other) {
    int bit = 0;
    while (one.bit(bit) == other.bit(bit)) {
      bit++;
    }
    return bit;
  }
}
