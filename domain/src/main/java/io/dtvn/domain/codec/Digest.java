package io.dtvn.domain.codec;

import java.nio.ByteBuffer;

/**
 * A SHA-256 digest: 32 bytes, held as four big-endian words so that it is immutable, compares by
 * value and costs one object. Its order is that of its unsigned bytes.
 */
public record Digest(long word0, long word1, long word2, long word3) implements Comparable<Digest> {

  /** Length in bytes. */
  public static final int BYTES = 32;

  /** 32 zero bytes: the predecessor of the first link of a hash chain. */
  public static final Digest ZERO = new Digest(0, 0, 0, 0);

  /** The SHA-256 digest of {@code data}. */
  public static Digest of(byte[] data) {
    return of(data, 0, data.length);
  }

  /** The SHA-256 digest of {@code length} bytes of {@code data} from {@code offset} on. */
  public static Digest of(byte[] data, int offset, int length) {
    return new Sha256().update(data, offset, length).digest();
  }

  /**
   * Reads the 32 bytes at {@code offset}.
   *
   * @throws MalformedException if fewer than 32 bytes stand there
   */
  public static Digest fromBytes(byte[] bytes, int offset) {
    if (bytes.length - offset < BYTES) {
      throw new MalformedException(
          "digest: want 32 bytes, found %d".formatted(bytes.length - offset));
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, BYTES);
    return new Digest(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  /**
   * Reads 64 lower-case hexadecimal digits.
   *
   * @throws MalformedException if the text is anything else
   */
  public static Digest parse(String hex) {
    byte[] bytes = Hex.decode(hex);
    if (bytes.length != BYTES) {
      throw new MalformedException(
          "digest: want 64 hexadecimal digits, found %d".formatted(hex.length()));
    }
    return fromBytes(bytes, 0);
  }

  /** A fresh array of the 32 bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    putInto(ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** Writes the 32 bytes at the position of {@code out}, which must be big-endian. */
  public void putInto(ByteBuffer out) {
    out.putLong(word0).putLong(word1).putLong(word2).putLong(word3);
  }

  /**
   * The bit at {@code index}, counted from the most significant bit of the first byte.
   *
   * @param index 0 to 255
   */
  public boolean bit(int index) {
    long word =
        switch (index >>> 6) {
          case 0 -> word0;
          case 1 -> word1;
          case 2 -> word2;
          case 3 -> word3;
          default -> throw new IndexOutOfBoundsException(index);
        };
    return (word >>> (63 - (index & 63)) & 1) != 0;
  }

  /** The 64 lower-case hexadecimal digits. */
  public String hex() {
    return Hex.encode(toBytes());
  }

  @Override
  public int compareTo(Digest other) {
    int order = Long.compareUnsigned(word0, other.word0);
    if (order == 0) {
      order = Long.compareUnsigned(word1, other.word1);
    }
    if (order == 0) {
      order = Long.compareUnsigned(word2, other.word2);
    }
    return order != 0 ? order : Long.compareUnsigned(word3, other.word3);
  }

  @Override
  public String toString() {
    return hex();
  }
}
