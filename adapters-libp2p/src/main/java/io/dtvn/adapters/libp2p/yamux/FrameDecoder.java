package io.dtvn.adapters.libp2p.yamux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Cuts bytes into frames. Payload is handed on as it comes: some peers put a whole window into one
 * frame. Not thread-safe.
 */
final class FrameDecoder {

  /** What becomes of the frames. */
  interface Sink {

    /** Whether anything more is wanted. */
    boolean isOpen();

    /** A header; for data, the payload follows. */
    void onHeader(Frame frame);

    /** A piece of the payload of the last header; whoever takes it releases it. */
    void onPayload(ByteBuf piece);

    /** The last header's frame is complete. */
    void onFrameEnd(Frame frame);
  }

  private final Sink sink;
  private final ByteBuf header = Unpooled.buffer(Frame.BYTES, Frame.BYTES);
  private Frame frame = new Frame(Frame.DATA, 0, 0, 0);
  private long missing;
  private boolean inPayload;

  FrameDecoder(Sink sink) {
    this.sink = sink;
  }

  /** Reads all of {@code in}; the caller keeps it. */
  void feed(ByteBuf in) {
    while (sink.isOpen() && in.isReadable()) {
      if (inPayload) {
        int piece = (int) Math.min(missing, in.readableBytes());
        missing -= piece;
        sink.onPayload(in.readRetainedSlice(piece));
        endIfComplete();
      } else {
        in.readBytes(header, Math.min(header.writableBytes(), in.readableBytes()));
        if (!header.isWritable()) {
          frame = Frame.read(header);
          header.clear();
          missing = frame.type() == Frame.DATA ? frame.length() : 0;
          inPayload = true;
          sink.onHeader(frame);
          endIfComplete();
        }
      }
    }
  }

  private void endIfComplete() {
    if (missing == 0) {
      inPayload = false;
      if (sink.isOpen()) {
        sink.onFrameEnd(frame);
      }
    }
  }
}
