package io.dtvn.domain.codec;

import java.nio.ByteBuffer;

/**
 * An Ed25519 signature: the 64 bytes of RFC 8032 §5.1.6, first R then S. Whether it is valid is the
 * verifier's question.
 */
public record Signature(Digest r, Digest s) {

  /** Length in bytes. */
  public static final int BYTES = 64;

  /**
   * Reads the 64 bytes at {@code offset}.
   *
   * @throws MalformedException if fewer than 64 bytes stand there
   */
  public static Signature fromBytes(byte[] bytes, int offset) {
    if (bytes.length - offset < BYTES) {
      throw new MalformedException(
          "signature: want 64 bytes, found %d".formatted(bytes.length - offset));
    }
    return new Signature(
        Digest.fromBytes(bytes, offset), Digest.fromBytes(bytes, offset + Digest.BYTES));
  }

  /** A fresh array of the 64 bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    r.putInto(out);
    s.putInto(out);
    return bytes;
  }

  @Override
  public String toString() {
    return r.hex() + s.hex();
  }
}
