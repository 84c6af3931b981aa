package io.dtvn.domain.codec;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A SHA-256 computation that can be fed piece by piece and used again after {@link #digest()}. Not
 * safe for use by several threads; keep one per thread on hot paths.
 */
public final class Sha256 {

  private static final int PIECES_BYTES = 128; // two blocks: a node of a hash tree and its prefix

  private final MessageDigest sha256;

  /** Small pieces, handed over together because each hand-over costs as much as hashing them. */
  private final ByteBuffer pieces = ByteBuffer.allocate(PIECES_BYTES);

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
    room(1).put((byte) value);
    return this;
  }

  /** Appends eight bytes, big-endian. */
  public Sha256 updateLong(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /** Appends four bytes, big-endian. */
  public Sha256 updateInt(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  /** Appends all of {@code bytes}. */
  public Sha256 update(byte[] bytes) {
    return update(bytes, 0, bytes.length);
  }

  /** Appends {@code length} bytes from {@code offset} on. */
  public Sha256 update(byte[] bytes, int offset, int length) {
    flush();
    sha256.update(bytes, offset, length);
    return this;
  }

  /** Appends the 32 bytes of {@code digest}. */
  public Sha256 update(Digest digest) {
    digest.putInto(room(Digest.BYTES));
    return this;
  }

  /** The digest of everything appended since the last call; starts over. */
  public Digest digest() {
    flush();
    return Digest.fromBytes(sha256.digest(), 0);
  }

  private ByteBuffer room(int needed) {
    if (pieces.remaining() < needed) {
      flush();
    }
    return pieces;
  }

  private void flush() {
    sha256.update(pieces.array(), 0, pieces.position());
    pieces.clear();
  }
}
