package io.dtvn.adapters.libp2p.yamux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The header of a frame.
 *
 * @param type one of the types below
 * @param flags any of the flags below, together
 * @param id the stream; 0 for the session
 * @param length bytes of payload, credit, value of a ping, or why the peer goes; unsigned, 32 bits
 */
record Frame(int type, int flags, int id, long length) {

  static final int BYTES = 12;

  static final int DATA = 0;
  static final int WINDOW_UPDATE = 1;
  static final int PING = 2;
  static final int GO_AWAY = 3;

  static final int SYN = 1;
  static final int ACK = 2;
  static final int FIN = 4;
  static final int RST = 8;

  static final int NORMAL = 0;
  static final int PROTOCOL_ERROR = 1;

  private static final int VERSION = 0;

  /** Reads the 12 bytes at the reader index. */
  static Frame read(ByteBuf in) {
    int version = in.readUnsignedByte();
    Frame frame =
        new Frame(
            in.readUnsignedByte(), in.readUnsignedShort(), in.readInt(), in.readUnsignedInt());
    if (version != VERSION) {
      throw new YamuxException("yamux: want version 0, found " + version);
    }
    return frame;
  }

  ByteBuf encode(ByteBufAllocator allocator) {
    ByteBuf out = allocator.heapBuffer(BYTES);
    out.writeByte(VERSION).writeByte(type).writeShort(flags).writeInt(id).writeInt((int) length);
    return out;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
