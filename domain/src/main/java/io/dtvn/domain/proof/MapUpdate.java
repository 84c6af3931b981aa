package io.dtvn.domain.proof;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Sha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One new version of an {@link AuthenticatedMap} in the making. Because a branch stands exactly
 * where keys first differ, the shape of the tree follows from the keys alone, and so does the root.
 *
 * <p>Changes are sorted by key; a range of them is passed down to the subtree it concerns, so what
 * shares a way is hashed once. Subtrees without a change are taken over as they are.
 */
final class MapUpdate {

  private static final int KEY_BITS = Digest.BYTES * Byte.SIZE;

  private final List<Change> changes;
  private final Sha256 sha256 = new Sha256();
  private int sizeDelta;

  MapUpdate(List<Change> changes) {
    this.changes = changes;
  }

  /** A new leaf under {@code key}, or none: remove what is there. */
  record Change(Digest key, MapNode.@Nullable Leaf leaf) {}

  /** By how much the map has grown. */
  int sizeDelta() {
    return sizeDelta;
  }

  /** Makes all changes in {@code root}. */
  @Nullable MapNode applyTo(@Nullable MapNode root) {
    return apply(root, 0, changes.size());
  }

  private @Nullable MapNode apply(@Nullable MapNode node, int from, int to) {
    if (from == to) {
      return node;
    }
    int bit = firstDifference(node, from, to);
    if (node instanceof MapNode.Branch branch && branch.bit() == bit) {
      int split = split(from, to, bit);
      MapNode left = apply(branch.left(), from, split);
      MapNode right = apply(branch.right(), split, to);
      boolean same = left == branch.left() && right == branch.right();
      return same ? node : join(bit, left, right);
    }
    if (bit == KEY_BITS) {
      return replace(node, changes.get(from));
    }
    int split = split(from, to, bit);
    boolean nodeRight = node != null && node.some().key().bit(bit);
    MapNode left = apply(nodeRight ? null : node, from, split);
    MapNode right = apply(nodeRight ? node : null, split, to);
    return join(bit, left, right);
  }

  /**
   * The first bit at which the keys of the range and of the node do not all agree: sorted keys
   * agree where the first and the last do. {@value #KEY_BITS}: they are all one key.
   */
  private int firstDifference(@Nullable MapNode node, int from, int to) {
    Digest first = changes.get(from).key();
    Digest last = changes.get(to - 1).key();
    int bit = firstDifference(first, last);
    if (node != null) {
      bit = Math.min(bit, firstDifference(first, node.some().key()));
      if (node instanceof MapNode.Branch branch) {
        bit = Math.min(bit, branch.bit());
      }
    }
    return bit;
  }

  private static int firstDifference(Digest a, Digest b) {
    long difference = a.word0() ^ b.word0();
    int base = 0;
    if (difference == 0) {
      difference = a.word1() ^ b.word1();
      base = Long.SIZE;
    }
    if (difference == 0) {
      difference = a.word2() ^ b.word2();
      base = 2 * Long.SIZE;
    }
    if (difference == 0) {
      difference = a.word3() ^ b.word3();
      base = 3 * Long.SIZE;
    }
    return base + Long.numberOfLeadingZeros(difference);
  }

  /** The first change in the range whose key has {@code bit} set; all keys agree above it. */
  private int split(int from, int to, int bit) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).key().bit(bit)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private MapNode.@Nullable Leaf replace(@Nullable MapNode node, Change change) {
    MapNode.Leaf leaf = change.leaf();
    sizeDelta += (leaf == null ? 0 : 1) - (node == null ? 0 : 1);
    return leaf;
  }

  private @Nullable MapNode join(int bit, @Nullable MapNode left, @Nullable MapNode right) {
    if (left == null) {
      return right;
    }
    return right == null ? left : new MapNode.Branch(bit, left, right, sha256);
  }
}
