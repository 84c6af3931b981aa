package io.dtvn.domain.codec;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A SHA-256 computation that can be fed piece by piece and used again after {@link #digest()}. Not
 * safe for use by several threads; keep one per thread on hot paths.
 */
public final class Sha256 {

  private final MessageDigest sha256;
  private final byte[] scratch = new byte[Digest.BYTES];
  private final ByteBuffer words = ByteBuffer.wrap(scratch);

  /** Starts a computation over no bytes. */
  public Sha256() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Appends one byte, the lowest eight bits of {@code value}. */
  public Sha256 update(int value) {
    sha256.update((byte) value);
    return this;
  }

  /** Appends eight bytes, big-endian. */
  public Sha256 updateLong(long value) {
    words.putLong(0, value);
    sha256.update(scratch, 0, Long.BYTES);
    return this;
  }

  /** Appends four bytes, big-endian. */
  public Sha256 updateInt(int value) {
    words.putInt(0, value);
    sha256.update(scratch, 0, Integer.BYTES);
    return this;
  }

  /** Appends all of {@code bytes}. */
  public Sha256 update(byte[] bytes) {
    sha256.update(bytes, 0, bytes.length);
    return this;
  }

  /** Appends {@code length} bytes from {@code offset} on. */
  public Sha256 update(byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
    return this;
  }

  /** Appends the 32 bytes of {@code digest}. */
  public Sha256 update(Digest digest) {
    digest.putInto(words.clear());
    sha256.update(scratch, 0, Digest.BYTES);
    return this;
  }

  /** The digest of everything appended since the last call; starts over. */
  public Digest digest() {
    return Digest.fromBytes(sha256.digest(), 0);
  }
}
