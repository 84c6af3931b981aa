package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.lanes.OutboundLanes;
import io.dtvn.adapters.libp2p.meters.LaneMeters;
import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.adapters.libp2p.meters.Refusals;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.ping.KeepAlive;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.out.PeerNetwork.ConnectedPeer;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.out.PeerNetwork.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The links to all other validators, which exist from the start, connected or not. Lives on the
 * event loop, except {@link #at} and {@link #shown}.
 */
final class Links {

  private final Digest genesisHash;
  private final Refusals refusals;
  private final HostLog log;
  private final NavigableMap<PublicKey, Link> links = new TreeMap<>();
  private final IdentityHashMap<Connection, Session> sessions = new IdentityHashMap<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private volatile List<ConnectedPeer> shown = List.of();
  private @Nullable Receiver receiver;

  /** Links to {@code plan}'s peers, none of them connected. */
  Links(HostPlan plan, LaneMeters meters, Refusals refusals, HostLog log) {
    this.genesisHash = plan.config().genesisHash();
    this.refusals = refusals;
    this.log = log;
    for (PublicKey peer : plan.peers()) {
      OutboundLanes lanes = new OutboundLanes(genesisHash, meters);
      links.put(peer, new Link(plan.config().self(), peer, lanes));
    }
  }

  /** Who acts when links come and go. */
  interface Watcher {

    /** A connection is up, and not yet known to be of our network. */
    default void onSession(Session session) {}

    /** A link is up. */
    default void onLink(Link link) {}

    /** The connection of a link has ended, or an attempt of it has. */
    default void onFree(Link link) {}
  }

  void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  /** From now on {@code told} hears of links and frames. */
  void tell(Receiver told) {
    receiver = told;
  }

  /** The link to {@code peer}; empty if that is no other validator. Any thread. */
  Optional<Link> at(PublicKey peer) {
    return Optional.ofNullable(links.get(peer));
  }

  Collection<Link> all() {
    return links.values();
  }

  /** The peers that are linked now. Any thread. */
  List<ConnectedPeer> shown() {
    return shown;
  }

  Optional<Session> session(Connection connection) {
    return Optional.ofNullable(sessions.get(connection));
  }

  /** Takes in a connection whose peer has proved the key of {@code link}. */
  void add(Connection connection, Link link, KeepAlive.Timing timing) {
    Session session = new Session(connection, link, this);
    sessions.put(connection, session);
    link.replace(session).ifPresent(before -> before.end("replaced by a newer connection"));
    link.lanes().attach(connection, session);
    KeepAlive.start(connection, timing, link::measured);
    watchers.forEach(watcher -> watcher.onSession(session));
    connection.closed().whenComplete((_, cause) -> tryRemove(session, cause)); // it may be already
  }

  private void tryRemove(Session session, @Nullable Throwable cause) {
    HandshakeFailures.ours(cause)
        .ifPresent(
            fault -> {
              refusals.count(Reason.INTERNAL_ERROR);
              log.fails("on a connection", fault);
            });
    try {
      remove(session, cause);
    } catch (RuntimeException | Error e) { // the future would swallow it
      log.fails("after a connection", e);
    }
  }

  private void remove(Session session, @Nullable Throwable cause) {
    sessions.remove(session.connection());
    Link link = session.link();
    if (!link.isCurrent(session)) {
      return;
    }
    link.drop();
    log.linkDown(link.peer(), cause == null ? "closed" : String.valueOf(cause.getMessage()));
    Receiver told = receiver;
    if (link.isTold()) {
      link.told(false);
      show();
      if (told != null) {
        told.onDisconnected(link.peer());
      }
    }
    watchers.forEach(watcher -> watcher.onFree(link));
  }

  /** The peer of {@code session} speaks for our network. */
  void agreed(Session session) {
    Link link = session.link();
    Receiver told = receiver;
    if (told != null && link.isCurrent(session) && !link.isTold()) {
      link.told(true);
      show();
      log.linkUp(link.peer(), session.connection().remoteAddress());
      told.onConnected(link.peer());
      watchers.forEach(watcher -> watcher.onLink(link));
    }
  }

  /** Ends the link to {@code peer}, and lets none come for a while. */
  void shutOut(PublicKey peer, Duration howLong) {
    at(peer)
        .ifPresent(
            link -> {
              link.shutOut(System.nanoTime(), howLong.toNanos());
              link.session().ifPresent(this::endMisbehaving);
            });
  }

  private void endMisbehaving(Session session) {
    refusals.count(Reason.MISBEHAVING);
    session.end(Reason.MISBEHAVING.text());
  }

  void arrived(Session session, Lane lane, Bytes frame) {
    Receiver told = receiver;
    if (told != null && session.link().isCurrent(session)) {
      told.onFrame(session.link().peer(), lane, frame);
    }
  }

  void learn(Link link, List<Multiaddr> addresses) {
    link.learn(addresses);
    show();
  }

  void otherGenesis(Session session, String theirs) {
    refusals.count(Reason.WRONG_GENESIS);
    log.otherGenesis(session.link().peer(), theirs, genesisHash);
  }

  void violates(Session session, Reason reason, String what) {
    refusals.count(reason);
    log.violates(session.link().peer(), reason, what);
  }

  /** Says that we go away; nobody is told of anything any more. */
  void close() {
    receiver = null;
    shown = List.of();
    for (Session session : List.copyOf(sessions.values())) {
      session.connection().close("the node stops");
    }
    links.values().forEach(link -> link.lanes().detach());
  }

  private void show() {
    shown = links.values().stream().filter(Link::isTold).map(Link::shown).toList();
  }
}
