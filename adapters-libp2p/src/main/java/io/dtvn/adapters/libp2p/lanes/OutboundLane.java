package io.dtvn.adapters.libp2p.lanes;

import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A lane that we have opened for our own sending. Lives on the event loop. */
final class OutboundLane implements StreamHandler {

  private final Lane lane;
  private final LaneEvents events;
  private final Runnable writable;
  private @Nullable Stream stream;
  private boolean violated;

  OutboundLane(Lane lane, LaneEvents events, Runnable writable) {
    this.lane = lane;
    this.events = events;
    this.writable = writable;
  }

  Lane lane() {
    return lane;
  }

  /** The stream if bytes may be written to it now, else null. */
  @Nullable Stream writableStream() {
    Stream open = stream;
    return open != null && open.isWritable() ? open : null;
  }

  @Override
  public void onOpen(Stream opened) {
    stream = opened;
    events.onAgreed();
    writable.run();
  }

  @Override
  public void onData(Stream from, ByteBuf data) {
    int bytes = data.readableBytes();
    data.release();
    from.consumed(bytes);
    if (!violated) {
      violated = true;
      events.onViolation(
          Reason.BAD_FRAME, "lane %s, want no answer to it, found %d bytes".formatted(lane, bytes));
      from.reset("a lane has one direction");
    }
  }

  @Override
  public void onWritable(Stream ready) {
    writable.run();
  }

  @Override
  public void onClosed(Stream closed, @Nullable Throwable why) {
    stream = null;
    events.onBroken("lane " + lane + " ended");
  }
}
