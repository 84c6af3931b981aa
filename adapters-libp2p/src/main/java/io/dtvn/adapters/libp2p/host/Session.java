package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.lanes.InboundLane;
import io.dtvn.adapters.libp2p.lanes.LaneEvents;
import io.dtvn.adapters.libp2p.meters.LaneMeters;
import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.adapters.libp2p.ping.Ping;
import io.dtvn.adapters.libp2p.ping.PingResponder;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One connection to a validator and the streams that it has opened. Lives on the event loop. */
final class Session implements LaneEvents {

  private final Connection connection;
  private final Link link;
  private final Links links;
  private final Set<Lane> inbound = EnumSet.noneOf(Lane.class);
  private final long sinceNanos = System.nanoTime();
  private int pings;
  private boolean ending;

  Session(Connection connection, Link link, Links links) {
    this.connection = connection;
    this.link = link;
    this.links = links;
  }

  Connection connection() {
    return connection;
  }

  Link link() {
    return link;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  /** The handler of a lane that the peer opens; empty if it has opened that lane before. */
  Optional<StreamHandler> acceptLane(Lane lane, LaneMeters meters) {
    return !ending && inbound.add(lane)
        ? Optional.of(new InboundLane(lane, meters, this))
        : Optional.empty();
  }

  /** The handler of a ping stream; empty if the peer has enough of them. */
  Optional<StreamHandler> acceptPing() {
    if (pings == Ping.INBOUND_MAX) {
      return Optional.empty();
    }
    pings++;
    return Optional.of(new PingResponder(() -> pings--));
  }

  /** The peer speaks for another network. */
  void refuseGenesis(String theirs) {
    if (!ending) {
      links.otherGenesis(this, theirs);
      end("another network");
    }
  }

  @Override
  public void onAgreed() {
    links.agreed(this);
  }

  @Override
  public void onUnknown() {
    refuseGenesis("of no name");
  }

  @Override
  public void onFrame(Lane lane, Bytes frame) {
    links.arrived(this, lane, frame);
  }

  @Override
  public void onViolation(Reason reason, String message) {
    if (!ending) {
      links.violates(this, reason, message);
      end(reason.text());
    }
  }

  @Override
  public void onBroken(String why) {
    end(why);
  }

  /** Ends the connection; not at once, since this is called from within its streams. */
  void end(String why) {
    if (!ending) {
      ending = true;
      connection.executor().execute(() -> connection.close(why));
    }
  }
}
