package io.dtvn.domain.codec;

import java.nio.ByteBuffer;

/**
 * An Ed25519 public key: the 32 bytes of RFC 8032 §5.1.2. Only the length is checked here; whether
 * the bytes are an acceptable point is the verifier's question.
 */
public record PublicKey(Digest bytes) implements Comparable<PublicKey> {

  /** Length in bytes. */
  public static final int BYTES = 32;

  /** Reads the 32 bytes at {@code offset}. */
  public static PublicKey fromBytes(byte[] bytes, int offset) {
    return new PublicKey(Digest.fromBytes(bytes, offset));
  }

  /** Reads 64 lower-case hexadecimal digits. */
  public static PublicKey parse(String hex) {
    return new PublicKey(Digest.parse(hex));
  }

  /** A fresh array of the 32 bytes. */
  public byte[] toBytes() {
    return bytes.toBytes();
  }

  /** Writes the 32 bytes at the position of {@code out}. */
  public void putInto(ByteBuffer out) {
    bytes.putInto(out);
  }

  /** The 64 lower-case hexadecimal digits. */
  public String hex() {
    return bytes.hex();
  }

  @Override
  public int compareTo(PublicKey other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
