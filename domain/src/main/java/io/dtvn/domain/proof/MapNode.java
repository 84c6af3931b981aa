package io.dtvn.domain.proof;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Sha256;

/**
 * A subtree of an {@link AuthenticatedMap}. Immutable, shared between versions. Digests lie in it
 * as words: one object per entry and one per branch is what a million entries can afford.
 */
sealed interface MapNode {

  /** Hash of the subtree. */
  Digest hash(Sha256 sha256);

  /** Some entry of it: all of them agree on every bit above the branch. */
  Leaf some();

  /** One entry. Its hash is computed when asked for: it is needed only beside a change. */
  final class Leaf implements MapNode {

    private static final int TAG = 0x00;

    private final long key0;
    private final long key1;
    private final long key2;
    private final long key3;
    private final long value0;
    private final long value1;
    private final long value2;
    private final long value3;

    Leaf(Digest key, Digest value) {
      key0 = key.word0();
      key1 = key.word1();
      key2 = key.word2();
      key3 = key.word3();
      value0 = value.word0();
      value1 = value.word1();
      value2 = value.word2();
      value3 = value.word3();
    }

    Digest key() {
      return new Digest(key0, key1, key2, key3);
    }

    Digest value() {
      return new Digest(value0, value1, value2, value3);
    }

    @Override
    public Digest hash(Sha256 sha256) {
      return hash(key(), value(), sha256);
    }

    @Override
    public Leaf some() {
      return this;
    }

    static Digest hash(Digest key, Digest value, Sha256 sha256) {
      return sha256.update(TAG).update(key).update(value).digest();
    }
  }

  /** Two subtrees whose keys first differ at {@code bit}: 0 in the left one, 1 in the right one. */
  final class Branch implements MapNode {

    private static final int TAG = 0x01;

    private final MapNode left;
    private final MapNode right;
    private final Leaf some;
    private final long hash0;
    private final long hash1;
    private final long hash2;
    private final long hash3;
    private final byte bit;

    Branch(int bit, MapNode left, MapNode right, Sha256 sha256) {
      Digest hash = hash(bit, left.hash(sha256), right.hash(sha256), sha256);
      this.left = left;
      this.right = right;
      this.some = left.some();
      this.hash0 = hash.word0();
      this.hash1 = hash.word1();
      this.hash2 = hash.word2();
      this.hash3 = hash.word3();
      this.bit = (byte) bit;
    }

    int bit() {
      return bit & 0xFF;
    }

    MapNode left() {
      return left;
    }

    MapNode right() {
      return right;
    }

    /** The subtree that holds {@code key}, if any does. */
    MapNode towards(Digest key) {
      return key.bit(bit()) ? right : left;
    }

    /** The subtree that cannot hold {@code key}. */
    MapNode besides(Digest key) {
      return key.bit(bit()) ? left : right;
    }

    @Override
    public Digest hash(Sha256 sha256) {
      return new Digest(hash0, hash1, hash2, hash3);
    }

    @Override
    public Leaf some() {
      return some;
    }

    static Digest hash(int bit, Digest left, Digest right, Sha256 sha256) {
      return sha256.update(TAG).update(bit).update(left).update(right).digest();
    }
  }
}
