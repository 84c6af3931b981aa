package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.identify.Identify;
import io.dtvn.adapters.libp2p.identify.PeerFacts;
import io.dtvn.adapters.libp2p.lanes.LaneProtocol;
import io.dtvn.adapters.libp2p.meters.LaneMeters;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.ping.Ping;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Protocols;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What validators may open: our lanes, identify and ping. Lives on the event loop. */
final class PeerProtocols implements Protocols {

  private static final String PROTOCOL_VERSION = "dtvn/1";

  private final PublicKey self;
  private final Digest genesisHash;
  private final Links links;
  private final LaneMeters meters;
  private final List<Multiaddr> listenAddresses;
  private final List<String> names = new ArrayList<>();

  PeerProtocols(HostPlan plan, Links links, LaneMeters meters, List<Multiaddr> listenAddresses) {
    this.self = plan.config().self();
    this.genesisHash = plan.config().genesisHash();
    this.links = links;
    this.meters = meters;
    this.listenAddresses = listenAddresses;
    names.addAll(LaneProtocol.names(genesisHash));
    names.add(Identify.PROTOCOL);
    names.add(Ping.PROTOCOL);
  }

  @Override
  public List<String> supported(Connection connection) {
    return List.copyOf(names);
  }

  @Override
  public Optional<StreamHandler> accept(Connection connection, String protocol) {
    Optional<Session> session = links.session(connection);
    return switch (protocol) {
      case Identify.PROTOCOL -> Optional.of(Identify.answer(self, facts(connection)));
      case Ping.PROTOCOL -> session.flatMap(Session::acceptPing);
      default -> session.flatMap(known -> acceptLane(known, protocol));
    };
  }

  private Optional<StreamHandler> acceptLane(Session session, String protocol) {
    LaneProtocol lane = LaneProtocol.parse(protocol).orElse(null);
    if (lane == null) {
      return Optional.empty();
    }
    if (!lane.genesisHash().equals(genesisHash)) {
      session.refuseGenesis(lane.genesisHash().hex());
      return Optional.empty();
    }
    return session.acceptLane(lane.lane(), meters);
  }

  private PeerFacts facts(Connection connection) {
    @Nullable String version = PeerProtocols.class.getPackage().getImplementationVersion();
    return new PeerFacts(
        listenAddresses,
        names,
        Optional.of(connection.remoteAddress()),
        PROTOCOL_VERSION,
        "dtvn/" + (version == null ? "development" : version));
  }
}
