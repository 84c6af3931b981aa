package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.connection.Upgrade;
import io.dtvn.adapters.libp2p.connection.UpgradeSettings;
import io.dtvn.adapters.libp2p.lanes.OutboundLanes;
import io.dtvn.adapters.libp2p.meters.LaneMeters;
import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.adapters.libp2p.meters.Refusals;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.membership.PeerId;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.Metrics.Metric;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.spi.NetworkProvider.NetworkConfig;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Links to the other validators over libp2p. The port is taken when the network is opened, so that
 * its addresses are known; nobody is let in and nobody dialled before {@link #start}. One thread
 * does all the work and calls the receiver.
 */
public final class Libp2pNetwork implements PeerNetwork {

  private static final long CLOSE_LIMIT_SECONDS = 2;

  private final HostPlan plan;
  private final MultiThreadIoEventLoopGroup loop;
  private final HostLog log = new HostLog();
  private final Refusals refusals;
  private final Links links;
  private final Admission admission;
  private final Channel server;
  private final List<Multiaddr> listenAddresses;
  private final Gatekeeper gatekeeper;
  private final Dialer dialer;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  Libp2pNetwork(HostPlan plan, HostLimits limits) {
    this.plan = plan;
    Metrics metrics = plan.config().metrics();
    String name = "dtvn-network-" + plan.config().self().hex().substring(0, 8);
    loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    refusals = new Refusals(metrics);
    LaneMeters meters = new LaneMeters(metrics);
    links = new Links(plan, meters, refusals, log);
    admission = new Admission(limits);
    TcpSockets sockets = new TcpSockets(loop, limits.connectLimit());
    server = listen(sockets);
    listenAddresses = AddressRules.listening((InetSocketAddress) server.localAddress());
    Upgrade upgrade =
        new Upgrade(
            plan.config().signer(),
            plan.config().verifier(),
            UpgradeSettings.USUAL,
            new PeerProtocols(plan, links, meters, listenAddresses));
    gatekeeper =
        new Gatekeeper(
            plan.config().self(),
            upgrade,
            links,
            new Gatekeeper.Judgement(refusals, log, limits.keepAlive()));
    dialer =
        new Dialer(
            plan,
            limits,
            links,
            new Dialer.Parts(gatekeeper, sockets, admission, log, new SecureRandom()));
    links.watch(dialer);
    links.watch(new Introductions(links, dialer, admission));
    show(metrics);
  }

  /**
   * Takes the port.
   *
   * @throws IllegalArgumentException if the configuration names what is not there
   * @throws java.io.UncheckedIOException if the port is not free
   */
  public static Libp2pNetwork open(NetworkConfig config) {
    return new Libp2pNetwork(HostPlan.of(config), HostLimits.USUAL);
  }

  private Channel listen(TcpSockets sockets) {
    try {
      return sockets.listen(plan.listen(), this::accept);
    } catch (RuntimeException e) {
      Future<?> _ = loop.shutdownGracefully(0, CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
      throw e;
    }
  }

  private void show(Metrics metrics) {
    metrics.gauge(
        Metric.of("dtvn_network_peers", "Validators that are connected, this one not counted."),
        () -> links.shown().size());
    Metric roundTrip =
        Metric.of("dtvn_network_peer_rtt_seconds", "Last round trip of a ping to a validator.");
    for (Link link : links.all()) {
      metrics.gauge(roundTrip.with("peer", PeerId.of(link.peer()).text()), link::roundTripSeconds);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if it was started or closed before
   */
  @Override
  public void start(Receiver receiver) {
    if (closed.get() || !started.compareAndSet(false, true)) {
      throw new IllegalStateException("libp2p network: started or closed before");
    }
    loop.execute(() -> begin(receiver));
  }

  private void begin(Receiver receiver) {
    log.listens(plan.config().self(), listenAddresses());
    links.tell(receiver);
    server.config().setAutoRead(true);
    long period = Dialer.LOOK_PERIOD.toMillis();
    Future<?> _ =
        loop.next().scheduleWithFixedDelay(dialer::look, 0, period, TimeUnit.MILLISECONDS);
  }

  /** On the event loop, before anything is read. */
  private void accept(Channel channel) {
    InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
    Source source = Source.of(remote.getAddress());
    Attempt attempt = Attempt.inbound(channel);
    Optional<Admission.Place> place =
        closed.get()
            ? Optional.empty()
            : admission.admit(source, System.nanoTime(), new Newcomer(attempt));
    if (place.isEmpty()) {
      refusals.count(Reason.TOO_MANY_CONNECTIONS);
      log.refused(remote, Reason.TOO_MANY_CONNECTIONS, "no room");
      channel.config().setOption(ChannelOption.SO_LINGER, 0); // leaves nothing behind
      ChannelFuture _ = channel.close();
      return;
    }
    gatekeeper.lead(attempt, _ -> admission.leaves(place.get()));
  }

  /** Has a place while nobody knows who it is. */
  private record Newcomer(Attempt attempt) implements Admission.Holder {

    @Override
    public boolean mayGo() {
      return attempt.proved().isEmpty();
    }

    @Override
    public void goes() {
      attempt.refuse(Reason.TOO_SLOW);
      ChannelFuture _ = attempt.channel().close();
    }
  }

  @Override
  public void send(PublicKey peer, Lane lane, Bytes frame) {
    OutboundLanes.check(lane, frame);
    links.at(peer).ifPresent(link -> link.lanes().send(lane, frame));
  }

  @Override
  public void shutOut(PublicKey peer, Duration howLong) {
    try {
      loop.execute(() -> links.shutOut(peer, howLong));
    } catch (RejectedExecutionException _) {
      // closed: there is no link to anybody
    }
  }

  @Override
  public List<ConnectedPeer> connected() {
    return links.shown();
  }

  @Override
  public List<String> listenAddresses() {
    return listenAddresses.stream().map(Multiaddr::toString).toList();
  }

  @Override
  public List<Refusal> refusals() {
    return refusals.list();
  }

  /**
   * {@inheritDoc} The receiver is not called once this returned, unless it is the receiver that
   * closes.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      loop.execute(this::end);
      Future<?> _ = loop.shutdownGracefully(0, CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    if (!loop.next().inEventLoop()) {
      loop.terminationFuture().awaitUninterruptibly(2 * CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void end() {
    ChannelFuture _ = server.close();
    links.close();
    gatekeeper.close();
  }
}
