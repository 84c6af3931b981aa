package io.dtvn.adapters.libp2p.multiformats;

import io.dtvn.domain.codec.MalformedException;
import io.netty.buffer.ByteBuf;

/**
 * Unsigned integers of at most 63 bits in groups of seven, least significant first, in the shortest
 * form only. Specification: multiformats/unsigned-varint.
 */
public final class Varint {

  /** What {@link #tryRead} says when more bytes are needed. */
  public static final long INCOMPLETE = -1;

  /** The longest form, in bytes. */
  public static final int BYTES_MAX = 9;

  private static final int GROUP_BITS = 7;
  private static final int MORE = 0x80;
  private static final int GROUP = 0x7f;

  private Varint() {}

  /**
   * Reads one integer, or says {@link #INCOMPLETE} and leaves the reader index where it was.
   *
   * @throws MalformedException if it is longer than nine bytes or not in its shortest form
   */
  public static long tryRead(ByteBuf in) {
    int start = in.readerIndex();
    int available = Math.min(in.readableBytes(), BYTES_MAX);
    long value = 0;
    for (int i = 0; i < available; i++) {
      int octet = in.getUnsignedByte(start + i);
      value |= (long) (octet & GROUP) << (GROUP_BITS * i);
      if ((octet & MORE) == 0) {
        if (octet == 0 && i > 0) {
          throw new MalformedException("varint: want the shortest form, found a zero group at end");
        }
        in.readerIndex(start + i + 1);
        return value;
      }
    }
    if (available == BYTES_MAX) {
      throw new MalformedException("varint: want at most 9 bytes, found more");
    }
    return INCOMPLETE;
  }

  /**
   * Reads one integer that is all there.
   *
   * @throws MalformedException as {@link #tryRead}, and if the bytes end too early
   */
  public static long read(ByteBuf in) {
    long value = tryRead(in);
    if (value == INCOMPLETE) {
      throw new MalformedException("varint: want a last group, found the end");
    }
    return value;
  }

  /**
   * Reads the length in front of something, or says {@link #INCOMPLETE}; it is checked here, before
   * anybody makes room for it.
   *
   * @throws MalformedException as {@link #tryRead}, and if the length is above {@code max}
   */
  public static int tryReadLength(ByteBuf in, int max) {
    long length = tryRead(in);
    if (length > max) {
      throw new MalformedException("length: want at most %d, found %d".formatted(max, length));
    }
    return (int) length;
  }

  /**
   * Reads bytes behind their length.
   *
   * @throws MalformedException if the length is above {@code max} or fewer bytes follow
   */
  public static byte[] readBytes(ByteBuf in, int max) {
    int length = tryReadLength(in, max);
    if (length < 0 || in.readableBytes() < length) {
      throw new MalformedException(
          "bytes: want %d behind their length, found %d".formatted(length, in.readableBytes()));
    }
    byte[] bytes = new byte[length];
    in.readBytes(bytes);
    return bytes;
  }

  /** Writes {@code value}, which is not negative, in its shortest form. */
  public static void write(ByteBuf out, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("varint: want no negative number, found " + value);
    }
    long rest = value;
    while (rest > GROUP) {
      out.writeByte((int) (rest & GROUP) | MORE);
      rest >>>= GROUP_BITS;
    }
    out.writeByte((int) rest);
  }

  /** How many bytes {@link #write} takes for {@code value}. */
  public static int size(long value) {
    return Math.max(1, Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(value), GROUP_BITS));
  }
}
