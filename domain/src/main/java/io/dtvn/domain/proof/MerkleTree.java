package io.dtvn.domain.proof;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Sha256;
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
    return leafHashes.isEmpty() ? sha256.digest() : root(leafHashes, sha256);
  }

  private static Digest root(List<Digest> hashes, Sha256 sha256) {
    if (hashes.size() == 1) {
      return hashes.getFirst();
    }
    int split = Integer.highestOneBit(hashes.size() - 1);
    Digest left = root(hashes.subList(0, split), sha256);
    Digest right = root(hashes.subList(split, hashes.size()), sha256);
    return node(left, right, sha256);
  }

  private static Digest node(Digest left, Digest right, Sha256 sha256) {
    return sha256.update(NODE).update(left).update(right).digest();
  }
}
