package io.dtvn.adapters.libp2p.yamux;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Gives the frames of one connection to its session, and their payload to its streams. */
final class FrameSink implements FrameDecoder.Sink {

  private final YamuxSession session;
  private @Nullable YamuxStream current;

  FrameSink(YamuxSession session) {
    this.session = session;
  }

  @Override
  public boolean isOpen() {
    return session.isOpen();
  }

  @Override
  public void onHeader(Frame frame) {
    current = null;
    switch (frame.type()) {
      case Frame.DATA, Frame.WINDOW_UPDATE -> current = streamOf(frame);
      case Frame.PING, Frame.GO_AWAY -> {
        if (frame.id() != 0) {
          throw new YamuxException("yamux: want id 0 on a ping or go-away");
        }
        if (frame.type() == Frame.PING) {
          session.onPing(frame);
        } else {
          session.onGoAway(frame);
        }
      }
      default -> throw new YamuxException("yamux: found a frame of type " + frame.type());
    }
  }

  @Override
  public void onPayload(ByteBuf piece) {
    YamuxStream stream = current;
    if (stream == null || stream.isEnded()) {
      piece.release();
    } else {
      stream.onData(piece);
    }
  }

  @Override
  public void onFrameEnd(Frame frame) {
    YamuxStream stream = current;
    if (stream != null && !stream.isEnded() && frame.has(Frame.FIN)) {
      stream.onFin();
    }
  }

  /** The stream that the frame is for; null if what follows is nobody's. */
  private @Nullable YamuxStream streamOf(Frame frame) {
    if (frame.id() == 0) {
      throw new YamuxException("yamux: want a stream's id on data and credit, found 0");
    }
    boolean data = frame.type() == Frame.DATA;
    if (data && frame.length() > ReceiveWindow.BYTES) {
      // before anything is opened for it: also on the first frame of a stream
      throw new YamuxException("yamux: the peer sends beyond its credit");
    }
    YamuxStream stream =
        frame.has(Frame.SYN) ? session.accept(frame.id()) : session.stream(frame.id());
    if (stream == null) {
      if (!frame.has(Frame.SYN)) {
        session.onIdleFrame(); // late frames of a stream that was reset, or noise
      }
      return null;
    }
    if (frame.has(Frame.RST)) {
      stream.onReset();
      return null;
    }
    if (frame.has(Frame.ACK)) {
      session.onAcknowledged(stream);
    }
    if (frame.length() == 0 && (frame.flags() & ~Frame.ACK) == 0) {
      session.onIdleFrame();
    }
    if (!data) {
      stream.onCredit(frame.length());
    } else if (!stream.takeWindow(frame.length())) {
      throw new YamuxException("yamux: the peer sends beyond its credit");
    }
    return stream;
  }
}
