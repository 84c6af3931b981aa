package io.dtvn.adapters.libp2p.lanes;

import io.dtvn.adapters.libp2p.meters.LaneMeters;
import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A lane that a peer has opened for its own sending. Each frame goes on at once, on the event loop;
 * whoever takes it has a queue with a limit, so the peer gets its credit back at once, too.
 */
public final class InboundLane implements StreamHandler {

  private final Lane lane;
  private final LaneMeters meters;
  private final LaneEvents events;
  private final FrameDecoder decoder;
  private boolean violated;

  /** Tells {@code events} what arrives. */
  public InboundLane(Lane lane, LaneMeters meters, LaneEvents events) {
    this.lane = lane;
    this.meters = meters;
    this.events = events;
    this.decoder = new FrameDecoder(LaneLimits.frameBytesMax(lane));
  }

  @Override
  public void onOpen(Stream stream) {
    stream.closeWrite(); // a lane has one direction
    events.onAgreed();
  }

  @Override
  public void onData(Stream stream, ByteBuf data) {
    int bytes = data.readableBytes();
    try {
      if (!violated) {
        decoder.feed(data, this::arrived);
      }
    } catch (FrameException e) {
      violates(stream, e.reason(), e.getMessage());
    } finally {
      data.release();
    }
    stream.consumed(bytes);
  }

  @Override
  public void onEnd(Stream stream) {
    if (!violated && !decoder.isBetweenFrames()) {
      violates(stream, Reason.BAD_FRAME, "frame: want all of it, found the end of its lane");
    }
  }

  @Override
  public void onClosed(Stream stream, @Nullable Throwable why) {
    events.onBroken("lane " + lane + " ended");
  }

  private void arrived(Bytes frame) {
    meters.received(frame.length());
    events.onFrame(lane, frame);
  }

  private void violates(Stream stream, Reason reason, @Nullable String message) {
    violated = true;
    events.onViolation(reason, "lane %s, %s".formatted(lane, message));
    stream.reset("no frame");
  }
}
