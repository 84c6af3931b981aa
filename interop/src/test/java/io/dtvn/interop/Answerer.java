package io.dtvn.interop;

import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Answers streams that push bytes or ask for some: a sink takes them until the end and says how
 * many they were; a source reads a number and sends as many.
 */
final class Answerer implements StreamHandler {

  /** Takes bytes until the end, answers with their number in eight bytes. */
  static final String SINK = "/dtvn-test/sink/1";

  /** Takes a number in eight bytes, answers with that many bytes. */
  static final String SOURCE = "/dtvn-test/source/1";

  private static final int CHUNK_BYTES = 32 << 10;

  private final boolean sink;
  private long received;
  private long number;
  private boolean answering;

  private Answerer(boolean sink) {
    this.sink = sink;
  }

  static StreamHandler sink() {
    return new Answerer(true);
  }

  static StreamHandler source() {
    return new Answerer(false);
  }

  @Override
  public void onData(Stream stream, ByteBuf data) {
    int length = data.readableBytes();
    if (!sink) {
      for (; received < Long.BYTES && data.isReadable(); received++) {
        number = number << Byte.SIZE | data.readUnsignedByte();
      }
    }
    received += data.readableBytes();
    data.release();
    stream.consumed(length);
    if (!sink && !answering && received >= Long.BYTES) {
      answering = true;
      onWritable(stream);
    }
  }

  @Override
  public void onWritable(Stream stream) {
    if (!answering) {
      return;
    }
    while (number > 0 && stream.isWritable()) {
      byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, number)];
      number -= chunk.length;
      stream.write(Unpooled.wrappedBuffer(chunk));
    }
    if (number == 0) {
      answering = false;
      stream.closeWrite();
    }
  }

  @Override
  public void onEnd(Stream stream) {
    if (sink) {
      stream.write(Unpooled.buffer().writeLong(received));
      stream.closeWrite();
    }
  }
}
