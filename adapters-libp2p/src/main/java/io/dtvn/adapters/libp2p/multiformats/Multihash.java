package io.dtvn.adapters.libp2p.multiformats;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * A peer id in binary: the multihash of a peer's public key. An Ed25519 key stands in it whole, so
 * that it can be read out again. Specification: libp2p/specs, peer-ids/peer-ids.md.
 *
 * @param bytes identity of at most 42 bytes, or SHA-256
 */
public record Multihash(Bytes bytes) {

  private static final int IDENTITY = 0x00;
  private static final int SHA_256 = 0x12;
  private static final int HEADER_BYTES = 2;
  private static final int INLINE_BYTES_MAX = 42;
  private static final int SHA_256_BYTES = 32;

  /** Identity of 36 bytes, then the protobuf of a key: type 1 (Ed25519), 32 bytes of data. */
  private static final byte[] ED25519 = {0x00, 0x24, 0x08, 0x01, 0x12, 0x20};

  /** CID version 1, codec libp2p-key. */
  private static final byte[] CID_PREFIX = {0x01, 0x72};

  /**
   * Checks the form.
   *
   * @throws MalformedException if it is another hash than a peer id's
   */
  public Multihash {
    byte[] all = bytes.unsafeArray();
    int digest = all.length - HEADER_BYTES;
    boolean wellFormed =
        digest >= 0
            && all[1] == digest
            && (all[0] == SHA_256
                ? digest == SHA_256_BYTES
                : all[0] == IDENTITY && digest > 0 && digest <= INLINE_BYTES_MAX);
    if (!wellFormed) {
      throw new MalformedException("peer id: want an identity or SHA-256 multihash");
    }
  }

  /** The peer id of {@code key}. */
  public static Multihash of(PublicKey key) {
    byte[] all = Arrays.copyOf(ED25519, ED25519.length + PublicKey.BYTES);
    System.arraycopy(key.toBytes(), 0, all, ED25519.length, PublicKey.BYTES);
    return new Multihash(Bytes.owning(all));
  }

  /**
   * Reads {@code 12D3KooW…}, {@code Qm…}, or a CID such as {@code bafz…} and {@code k51…}.
   *
   * @throws MalformedException if {@code text} is none of these
   */
  public static Multihash parse(String text) {
    if (text.startsWith("1") || text.startsWith("Qm")) {
      return new Multihash(Bytes.owning(Multibase.decodeBase58(text)));
    }
    byte[] cid = Multibase.decode(text);
    if (cid.length < CID_PREFIX.length || !Arrays.equals(cid, 0, 2, CID_PREFIX, 0, 2)) {
      throw new MalformedException("peer id: want a CID of version 1 with codec libp2p-key");
    }
    return new Multihash(Bytes.owning(Arrays.copyOfRange(cid, CID_PREFIX.length, cid.length)));
  }

  /** The Ed25519 key in it; empty if it is a hash, or the key is of another type. */
  public Optional<PublicKey> key() {
    byte[] all = bytes.unsafeArray();
    boolean ed25519 =
        all.length == ED25519.length + PublicKey.BYTES
            && Arrays.equals(all, 0, ED25519.length, ED25519, 0, ED25519.length);
    return ed25519 ? Optional.of(PublicKey.fromBytes(all, ED25519.length)) : Optional.empty();
  }

  /** The text in base 58, as peers print it. */
  public String text() {
    return Multibase.encodeBase58(bytes.unsafeArray());
  }

  @Override
  public String toString() {
    return text();
  }
}
