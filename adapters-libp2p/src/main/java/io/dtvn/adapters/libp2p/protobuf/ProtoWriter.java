package io.dtvn.adapters.libp2p.protobuf;

import io.dtvn.adapters.libp2p.multiformats.Varint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Writes one message, field by field in the order of the calls; callers call in ascending order of
 * the numbers, so that equal messages are equal bytes. Not thread-safe.
 */
public final class ProtoWriter {

  private static final int TYPE_BITS = 3;

  private final ByteBuf out = Unpooled.buffer();

  /** Writes a number, 0 included: presence is the caller's question. */
  public ProtoWriter number(int field, long value) {
    Varint.write(out, (long) field << TYPE_BITS | ProtoReader.VARINT);
    Varint.write(out, value);
    return this;
  }

  /** Writes bytes, or a message within this one. */
  public ProtoWriter bytes(int field, byte[] value) {
    Varint.write(out, (long) field << TYPE_BITS | ProtoReader.BYTES);
    Varint.write(out, value.length);
    out.writeBytes(value);
    return this;
  }

  /** Writes text. */
  public ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The message. */
  public byte[] toBytes() {
    byte[] bytes = new byte[out.readableBytes()];
    out.getBytes(out.readerIndex(), bytes);
    return bytes;
  }
}
