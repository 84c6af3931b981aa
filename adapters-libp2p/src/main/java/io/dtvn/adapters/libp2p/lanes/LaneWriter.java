package io.dtvn.adapters.libp2p.lanes;

import io.dtvn.adapters.libp2p.meters.LaneMeters;
import io.dtvn.adapters.libp2p.multiformats.Varint;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamException;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our lanes on one connection. Lives on its event loop. */
final class LaneWriter {

  /** Small frames are written together up to this size: less framing and encryption per frame. */
  private static final int GATHER_BYTES = 32 * 1024;

  private final Connection connection;
  private final LaneEvents events;
  private final List<OutboundLane> lanes = new ArrayList<>();

  LaneWriter(Connection connection, LaneEvents events, Runnable writable) {
    this.connection = connection;
    this.events = events;
    for (Lane lane : Lane.values()) {
      lanes.add(new OutboundLane(lane, events, writable));
    }
  }

  /** Where frames of a lane come from. */
  interface Source {

    /** The oldest frame of the lane, or null if it is empty. */
    @Nullable Bytes poll(Lane lane);
  }

  Connection connection() {
    return connection;
  }

  /** Opens the lanes; each takes frames once the peer has agreed. */
  void open(Digest genesisHash) {
    for (OutboundLane lane : lanes) {
      String protocol = new LaneProtocol(genesisHash, lane.lane()).text();
      connection
          .open(protocol, lane)
          .exceptionally(
              cause -> {
                notOpened(lane.lane(), cause);
                return null;
              });
    }
  }

  private void notOpened(Lane lane, Throwable cause) {
    if (cause instanceof StreamException e && e.isNotSupported()) {
      events.onUnknown();
    } else {
      events.onBroken("lane %s not opened: %s".formatted(lane, cause.getMessage()));
    }
  }

  /** Writes what the streams take now, votes first. */
  void write(Source source, LaneMeters meters) {
    for (OutboundLane lane : lanes) {
      boolean more = true;
      while (more) {
        Stream stream = lane.writableStream();
        more = stream != null && writeSome(lane.lane(), stream, source, meters);
      }
    }
  }

  /** Writes some frames in one piece; says whether there were any. */
  private static boolean writeSome(Lane lane, Stream stream, Source source, LaneMeters meters) {
    Bytes frame = source.poll(lane);
    if (frame == null) {
      return false;
    }
    ByteBuf out = ByteBufAllocator.DEFAULT.ioBuffer(Varint.size(frame.length()) + frame.length());
    int frames = 0;
    long bytes = 0;
    while (frame != null) {
      Varint.write(out, frame.length());
      out.writeBytes(frame.unsafeArray());
      frames++;
      bytes += frame.length();
      frame = out.readableBytes() < GATHER_BYTES ? source.poll(lane) : null;
    }
    meters.sent(frames, bytes);
    stream.write(out);
    return true;
  }
}
