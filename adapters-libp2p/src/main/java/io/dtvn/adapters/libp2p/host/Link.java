package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.lanes.OutboundLanes;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.out.PeerNetwork.ConnectedPeer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is between us and one other validator: at most one connection, at most one attempt
 * that has proved the validator's key, and what the receiver was told. Lives on the event loop,
 * except for what waits in its lanes.
 */
final class Link {

  /** A peer that dials while we think that we are linked for so long has lost our link. */
  private static final long CROSSING_NANOS = 5_000_000_000L;

  private final PublicKey peer;
  private final boolean weDecide;
  private final OutboundLanes lanes;
  private @Nullable Session session;
  private @Nullable Attempt reserved;
  private List<Multiaddr> addresses = List.of();
  private boolean told;
  private boolean shutOut;
  private long backNanos;
  private volatile double roundTripSeconds = Double.NaN;

  /** Nothing so far. */
  Link(PublicKey self, PublicKey peer, OutboundLanes lanes) {
    this.peer = peer;
    this.weDecide = self.compareTo(peer) < 0;
    this.lanes = lanes;
  }

  PublicKey peer() {
    return peer;
  }

  OutboundLanes lanes() {
    return lanes;
  }

  /**
   * Whether {@code attempt}, which has proved the peer's key, goes on; if so it is reserved for it.
   *
   * <p>Both sides may dial at once. The one with the smaller key decides: it lets only one attempt
   * through and drops the other in its handshake, before anybody uses it. Therefore the other side
   * takes whatever comes from it: a second connection from there says that the first is lost.
   */
  boolean reserve(Attempt attempt, long nowNanos) {
    boolean goesOn = attempt.isOutbound() ? !isBusyWithout(attempt) : takesInbound(nowNanos);
    if (goesOn) {
      reserved = attempt;
    }
    return goesOn;
  }

  private boolean takesInbound(long nowNanos) {
    if (!weDecide) {
      return true;
    }
    Session current = session;
    boolean oursIsFresh =
        current != null
            && current.connection().initiator()
            && nowNanos - current.sinceNanos() < CROSSING_NANOS;
    return !oursIsFresh && (reserved == null || !reserved.isOutbound());
  }

  /** Whether there is a connection, or an attempt that has come far enough. */
  boolean isBusy() {
    return session != null || reserved != null;
  }

  private boolean isBusyWithout(Attempt attempt) {
    return session != null || (reserved != null && reserved != attempt);
  }

  /** No connection is taken for {@code nanos} from {@code nowNanos} on. */
  void shutOut(long nowNanos, long nanos) {
    shutOut = true;
    backNanos = nowNanos + nanos;
  }

  boolean isShutOut(long nowNanos) {
    shutOut = shutOut && nowNanos - backNanos < 0;
    return shutOut;
  }

  /** The attempt has become a connection, or has failed. */
  void release(Attempt attempt) {
    if (reserved == attempt) {
      reserved = null;
    }
  }

  /** Takes a new connection; returns the one that it replaces. */
  Optional<Session> replace(Session next) {
    Optional<Session> before = Optional.ofNullable(session);
    session = next;
    return before;
  }

  boolean isCurrent(Session asked) {
    return session == asked;
  }

  Optional<Session> session() {
    return Optional.ofNullable(session);
  }

  /** The connection has ended. */
  void drop() {
    session = null;
    roundTripSeconds = Double.NaN;
    lanes.detach();
  }

  /** Whether the receiver knows of the link. */
  boolean isTold() {
    return told;
  }

  void told(boolean up) {
    told = up;
  }

  void measured(double seconds) {
    roundTripSeconds = seconds;
  }

  /** The last round trip, in seconds; not a number without a connection. Any thread. */
  double roundTripSeconds() {
    return roundTripSeconds;
  }

  void learn(List<Multiaddr> learnt) {
    addresses = List.copyOf(learnt);
  }

  /** What is shown of the peer. */
  ConnectedPeer shown() {
    List<Multiaddr> known = addresses;
    if (known.isEmpty()) {
      known = session().map(current -> List.of(current.connection().remoteAddress())).orElse(known);
    }
    return new ConnectedPeer(peer, known.stream().map(Multiaddr::toString).toList());
  }
}
