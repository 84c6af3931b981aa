package io.dtvn.adapters.libp2p.multistream;

import io.dtvn.adapters.libp2p.multiformats.Varint;
import io.dtvn.domain.codec.MalformedException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Length, text, newline. */
final class Messages {

  static final String HEADER = "/multistream/1.0.0";
  static final String NA = "na";

  /** The longest message, newline included. */
  static final int BYTES_MAX = 1024;

  private static final byte NEWLINE = '\n';

  private Messages() {}

  static void write(ByteBuf out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length + 1 > BYTES_MAX) {
      throw new IllegalArgumentException("protocol name: want at most 1023 bytes");
    }
    Varint.write(out, bytes.length + 1L);
    out.writeBytes(bytes).writeByte(NEWLINE);
  }

  /** The next whole message without its newline; empty: more bytes are needed. */
  static Optional<String> tryRead(ByteBuf in) {
    int start = in.readerIndex();
    try {
      int length = Varint.tryReadLength(in, BYTES_MAX);
      if (length < 0 || in.readableBytes() < length) {
        in.readerIndex(start);
        return Optional.empty();
      }
      if (length == 0 || in.getByte(in.readerIndex() + length - 1) != NEWLINE) {
        throw new NegotiationException("multistream: want a newline at the end of a message");
      }
      String text = in.readCharSequence(length - 1, StandardCharsets.UTF_8).toString();
      in.skipBytes(1);
      return Optional.of(text);
    } catch (MalformedException e) {
      throw new NegotiationException("multistream: " + e.getMessage());
    }
  }

  static void wantHeader(String text) {
    if (!text.equals(HEADER)) {
      throw new NegotiationException("multistream: want the header " + HEADER + " first");
    }
  }
}
