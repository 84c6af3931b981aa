package io.dtvn.domain.proof;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962 §2.1: {@code H(0x00 | leaf)} for leaves, {@code H(0x01 | left |
 * right)} for nodes, split at the largest power of two below the count, SHA-256 of nothing for no
 * leaves.
 */
public final class MerkleTree {

  private static final int LEAF = 0x00;
  private static final int NODE = 0x01;

  private MerkleTree() {}

  /** The root over leaves whose content is {@code leaves}' 32 bytes each. */
  public static Digest root(List<Digest> leaves) {
    Sha256 sha256 = new Sha256();
    return rootOfHashes(leaves.stream().map(l -> sha256.update(LEAF).update(l).digest()).toList());
  }

  /** The root over leaves that were hashed, prefix included, by the caller. */
  public static Digest rootOfHashes(List<Digest> leafHashes) {
    Sha256 sha256 = new Sha256();
    return leafHashes.isEmpty() ? sha256.digest() : root(leafHashes, 0, leafHashes.size(), sha256);
  }

  /**
   * The audit path of the leaf at {@code index} (RFC 6962 §2.1.1): the hashes that lead from the
   * leaf to the root, the lowest first.
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public static List<Digest> path(List<Digest> leafHashes, int index) {
    Sha256 sha256 = new Sha256();
    List<Digest> path = new ArrayList<>();
    int from = 0;
    int to = leafHashes.size();
    if (index < from || index >= to) {
      throw new IndexOutOfBoundsException(index);
    }
    while (to - from > 1) {
      int split = from + split(to - from);
      if (index < split) {
        path.add(root(leafHashes, split, to, sha256));
        to = split;
      } else {
        path.add(root(leafHashes, from, split, sha256));
        from = split;
      }
    }
    return List.copyOf(path.reversed());
  }

  /**
   * The root of the tree of {@code size} leaves in which {@code leafHash} stands at {@code index}
   * and {@code path} leads from there to the root (RFC 9162 §2.1.3.2).
   *
   * @throws MalformedException if no tree of that size has such a path
   */
  public static Digest rootFrom(Digest leafHash, int index, int size, List<Digest> path) {
    if (index < 0 || index >= size) {
      throw new MalformedException("path: want a leaf below %d, found %d".formatted(size, index));
    }
    Sha256 sha256 = new Sha256();
    Digest hash = leafHash;
    int place = index;
    int last = size - 1;
    for (Digest sibling : path) {
      if (last == 0) {
        throw new MalformedException("path: want the way to the root, found more");
      }
      if ((place & 1) == 1 || place == last) {
        hash = node(sibling, hash, sha256);
        int levels = (place & 1) == 1 ? 0 : Integer.numberOfTrailingZeros(place); // has no sibling
        place >>>= levels;
        last >>>= levels;
      } else {
        hash = node(hash, sibling, sha256);
      }
      place >>>= 1;
      last >>>= 1;
    }
    if (last != 0) {
      throw new MalformedException("path: want the way to the root, found less");
    }
    return hash;
  }

  private static Digest root(List<Digest> hashes, int from, int to, Sha256 sha256) {
    if (to - from == 1) {
      return hashes.get(from);
    }
    int split = from + split(to - from);
    Digest left = root(hashes, from, split, sha256);
    Digest right = root(hashes, split, to, sha256);
    return node(left, right, sha256);
  }

  /** The largest power of two below {@code count}. */
  private static int split(int count) {
    return Integer.highestOneBit(count - 1);
  }

  private static Digest node(Digest left, Digest right, Sha256 sha256) {
    return sha256.update(NODE).update(left).update(right).digest();
  }
}
