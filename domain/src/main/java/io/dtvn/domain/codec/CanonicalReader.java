package io.dtvn.domain.codec;

import java.nio.ByteBuffer;

/**
 * Reads what {@link CanonicalWriter} writes. Every length is compared with the caller's limit and
 * with the bytes that remain before anything is allocated. Not safe for use by several threads.
 *
 * <p>Every method throws {@link MalformedException} when the bytes end early or break its rule.
 */
public final class CanonicalReader {

  private final byte[] array;
  private final ByteBuffer in;

  private CanonicalReader(byte[] array, int offset, int length) {
    this.array = array;
    this.in = ByteBuffer.wrap(array, offset, length);
  }

  /** Reads all of {@code bytes}. */
  public static CanonicalReader of(byte[] bytes) {
    return new CanonicalReader(bytes, 0, bytes.length);
  }

  /** Reads all of {@code bytes}. */
  public static CanonicalReader of(Bytes bytes) {
    return of(bytes.unsafeArray());
  }

  /** Reads {@code length} bytes from {@code offset} on. */
  public static CanonicalReader of(byte[] bytes, int offset, int length) {
    return new CanonicalReader(bytes, offset, length);
  }

  /** One byte, 0 to 255. */
  public int u8() {
    return need(1).get() & 0xFF;
  }

  /** Two bytes, 0 to 65,535. */
  public int u16() {
    return need(Short.BYTES).getShort() & 0xFFFF;
  }

  /** Four bytes, 0 to 2^31 - 1. */
  public int u32() {
    int value = need(Integer.BYTES).getInt();
    if (value < 0) {
      throw new MalformedException("integer: want less than 2^31");
    }
    return value;
  }

  /** Eight bytes, 0 to 2^63 - 1. */
  public long u64() {
    long value = need(Long.BYTES).getLong();
    if (value < 0) {
      throw new MalformedException("integer: want less than 2^63");
    }
    return value;
  }

  /** Eight bytes as they are: a bitmap. */
  public long bits64() {
    return need(Long.BYTES).getLong();
  }

  /** One byte that must be 0 or 1. */
  public boolean bool() {
    int value = u8();
    if (value > 1) {
      throw new MalformedException("option: want 0 or 1, found " + value);
    }
    return value == 1;
  }

  /** A count (u32) of at most {@code max} entries that take at least {@code bytesEach} bytes. */
  public int count(int max, int bytesEach) {
    int count = u32();
    if (count > max || (long) count * bytesEach > in.remaining()) {
      throw new MalformedException("list: want at most %d entries, found %d".formatted(max, count));
    }
    return count;
  }

  /** 32 bytes. */
  public Digest digest() {
    ByteBuffer from = need(Digest.BYTES);
    return new Digest(from.getLong(), from.getLong(), from.getLong(), from.getLong());
  }

  /** 32 bytes. */
  public PublicKey key() {
    return new PublicKey(digest());
  }

  /** 64 bytes. */
  public Signature signature() {
    Digest r = digest();
    return new Signature(r, digest());
  }

  /** A text of at most {@code maxBytes} UTF-8 bytes. */
  public String text(int maxBytes) {
    int length = u16();
    if (length > maxBytes) {
      throw new MalformedException(
          "text: want at most %d bytes, found %d".formatted(maxBytes, length));
    }
    int start = need(length).position();
    in.position(start + length);
    return Utf8.decode(array, start, length);
  }

  /** A byte string of at most {@code maxBytes} bytes. */
  public Bytes bytes(int maxBytes) {
    int length = u32();
    if (length > maxBytes) {
      throw new MalformedException(
          "byte string: want at most %d bytes, found %d".formatted(maxBytes, length));
    }
    return raw(length);
  }

  /** {@code length} bytes that stand there without a length of their own. */
  public Bytes raw(int length) {
    need(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Bytes.owning(bytes);
  }

  /** Where the next byte is read from, in the array that was given. */
  public int position() {
    return in.position();
  }

  /** Number of bytes not yet read. */
  public int remaining() {
    return in.remaining();
  }

  /** Asserts that nothing is left: bytes behind a value are not canonical. */
  public void end() {
    if (in.hasRemaining()) {
      throw new MalformedException("want the end, found %d more bytes".formatted(in.remaining()));
    }
  }

  private ByteBuffer need(int bytes) {
    if (in.remaining() < bytes) {
      throw new MalformedException("want %d more bytes, found %d".formatted(bytes, in.remaining()));
    }
    return in;
  }
}
