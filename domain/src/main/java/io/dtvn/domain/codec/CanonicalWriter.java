package io.dtvn.domain.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes the canonical form: big-endian integers of fixed width, digests, keys and signatures as
 * they are, texts and byte strings behind their length, options behind one byte 0 or 1, lists
 * behind their count. Grows as needed. Not safe for use by several threads.
 */
public final class CanonicalWriter {

  private static final int MIN_CAPACITY = 64;

  private ByteBuffer out;

  /** Starts with room for {@code expectedBytes}. */
  public CanonicalWriter(int expectedBytes) {
    out = ByteBuffer.allocate(Math.max(MIN_CAPACITY, expectedBytes));
  }

  /** Starts with a small buffer. */
  public CanonicalWriter() {
    this(MIN_CAPACITY);
  }

  /** One byte, 0 to 255. */
  public CanonicalWriter u8(int value) {
    require(value, 0xFF);
    room(1).put((byte) value);
    return this;
  }

  /** Two bytes, 0 to 65,535. */
  public CanonicalWriter u16(int value) {
    require(value, 0xFFFF);
    room(Short.BYTES).putShort((short) value);
    return this;
  }

  /** Four bytes, 0 to 2^31 - 1. */
  public CanonicalWriter u32(int value) {
    require(value, Integer.MAX_VALUE);
    room(Integer.BYTES).putInt(value);
    return this;
  }

  /** Eight bytes, 0 to 2^63 - 1. */
  public CanonicalWriter u64(long value) {
    require(value, Long.MAX_VALUE);
    room(Long.BYTES).putLong(value);
    return this;
  }

  /** Eight bytes as they are: a bitmap, of which all 64 bits may be set. */
  public CanonicalWriter bits64(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /** One byte, 1 for true. */
  public CanonicalWriter bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  /** 32 bytes. */
  public CanonicalWriter digest(Digest value) {
    value.putInto(room(Digest.BYTES));
    return this;
  }

  /** 32 bytes. */
  public CanonicalWriter key(PublicKey value) {
    value.putInto(room(PublicKey.BYTES));
    return this;
  }

  /** 64 bytes. */
  public CanonicalWriter signature(Signature value) {
    value.r().putInto(room(Digest.BYTES));
    value.s().putInto(room(Digest.BYTES));
    return this;
  }

  /** A text behind its length in UTF-8 bytes (u16). */
  public CanonicalWriter text(String value) {
    byte[] utf8 = Utf8.encode(value);
    u16(utf8.length);
    return raw(utf8, 0, utf8.length);
  }

  /** A byte string behind its length (u32). */
  public CanonicalWriter bytes(Bytes value) {
    u32(value.length());
    return raw(value.unsafeArray(), 0, value.length());
  }

  /** Bytes without a length: the reader must know it. */
  public CanonicalWriter raw(byte[] bytes, int offset, int length) {
    room(length).put(bytes, offset, length);
    return this;
  }

  /** Bytes without a length: the reader must know it. */
  public CanonicalWriter raw(Bytes value) {
    return raw(value.unsafeArray(), 0, value.length());
  }

  /** Number of bytes written so far. */
  public int length() {
    return out.position();
  }

  /** A fresh array of everything written so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Everything written so far as a value. */
  public Bytes bytes() {
    return Bytes.owning(toBytes());
  }

  /** The digest of everything written so far. */
  public Digest sha256() {
    return sha256(new Sha256());
  }

  /** The digest of everything written so far, computed by {@code sha256}, which must be fresh. */
  public Digest sha256(Sha256 sha256) {
    return sha256.update(out.array(), 0, out.position()).digest();
  }

  /** Forgets everything written so far and keeps the room. */
  public CanonicalWriter clear() {
    out.clear();
    return this;
  }

  private ByteBuffer room(int needed) {
    if (out.remaining() < needed) {
      int wanted = Math.addExact(out.position(), needed);
      byte[] larger = Arrays.copyOf(out.array(), Math.max(wanted, 2 * out.capacity()));
      out = ByteBuffer.wrap(larger).position(out.position());
    }
    return out;
  }

  private static void require(long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException("want 0 to %d, found %d".formatted(max, value));
    }
  }
}
