package io.dtvn.adapters.libp2p.protobuf;

import io.dtvn.domain.codec.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one message field by field: {@code while (reader.next()) switch (reader.field()) …}. A
 * field that is not asked for is skipped. Groups are refused, and so is a message of more than
 * {@link #FIELDS_MAX} fields. Not thread-safe.
 */
public final class ProtoReader {

  /** The most fields of one message. */
  public static final int FIELDS_MAX = 1024;

  static final int VARINT = 0;
  static final int BYTES = 2;

  private static final int FIXED64 = 1;
  private static final int FIXED32 = 5;
  private static final int TYPE_BITS = 3;
  private static final int TYPE = 0x07;
  private static final int VARINT_BYTES_MAX = 10;
  private static final int GROUP_BITS = 7;
  private static final long TAG_MAX = 0xffff_ffffL;

  private final byte[] message;
  private int at;
  private int fields;
  private int field;
  private int type;
  private int valueAt;
  private int valueBytes;
  private long number;

  /** Reads {@code message}, which nobody changes meanwhile; its length was bounded before. */
  public ProtoReader(byte[] message) {
    this.message = message;
  }

  /**
   * Moves to the next field; false at the end.
   *
   * @throws MalformedException if the message is cut, has too many fields or a wire type that is
   *     none
   */
  public boolean next() {
    if (at == message.length) {
      return false;
    }
    if (++fields > FIELDS_MAX) {
      throw new MalformedException("protobuf: want at most %d fields".formatted(FIELDS_MAX));
    }
    long tag = varint();
    if (tag < 0 || tag > TAG_MAX || tag >>> TYPE_BITS == 0) {
      throw new MalformedException("protobuf: want a field number from 1 on");
    }
    field = (int) (tag >>> TYPE_BITS);
    type = (int) (tag & TYPE);
    switch (type) {
      case VARINT -> number = varint();
      case FIXED64 -> take(Long.BYTES);
      case FIXED32 -> take(Integer.BYTES);
      case BYTES -> take(varint());
      default -> throw new MalformedException("protobuf: found the wire type " + type);
    }
    return true;
  }

  /** The number of the field that {@link #next} moved to. */
  public int field() {
    return field;
  }

  /**
   * The value of a number. Numbers above 2^63−1 come out negative.
   *
   * @throws MalformedException if the field is of another type
   */
  public long number() {
    want(VARINT);
    return number;
  }

  /**
   * A copy of the bytes of the field.
   *
   * @throws MalformedException if it is of another type, or longer than {@code max}
   */
  public byte[] bytes(int max) {
    want(BYTES);
    if (valueBytes > max) {
      throw new MalformedException(
          "protobuf: field %d: want at most %d bytes, found %d".formatted(field, max, valueBytes));
    }
    return Arrays.copyOfRange(message, valueAt, valueAt + valueBytes);
  }

  /**
   * The text of the field.
   *
   * @throws MalformedException as {@link #bytes}, and if it is not UTF-8
   */
  public String text(int max) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(max))).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("protobuf: field %d: want UTF-8".formatted(field));
    }
  }

  private void want(int wanted) {
    if (type != wanted) {
      throw new MalformedException(
          "protobuf: field %d: want the wire type %d, found %d".formatted(field, wanted, type));
    }
  }

  private void take(long length) {
    if (length < 0 || length > message.length - at) {
      throw new MalformedException("protobuf: a field is longer than the message");
    }
    valueAt = at;
    valueBytes = (int) length;
    at += valueBytes;
  }

  /** Other writers pad and use ten bytes for negative numbers, so this is laxer than ours. */
  private long varint() {
    long value = 0;
    for (int i = 0; i < VARINT_BYTES_MAX; i++) {
      if (at == message.length) {
        throw new MalformedException("protobuf: a number is cut");
      }
      int octet = message[at++];
      value |= (long) (octet & 0x7f) << (GROUP_BITS * i);
      if (octet >= 0) {
        return value;
      }
    }
    throw new MalformedException("protobuf: want a number of at most 10 bytes");
  }
}
