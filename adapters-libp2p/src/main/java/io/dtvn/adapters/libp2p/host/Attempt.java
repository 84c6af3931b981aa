package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.domain.codec.PublicKey;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection on its way to become a link: from outside, or to a target of ours. Lives on the
 * event loop.
 */
final class Attempt {

  private final Channel channel;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final @Nullable Target target;
  private @Nullable PublicKey proved;
  private @Nullable Reason refusedFor;
  private boolean superfluous;

  private Attempt(Channel channel, @Nullable Target target) {
    this.channel = channel;
    this.local = (InetSocketAddress) channel.localAddress();
    this.remote = (InetSocketAddress) channel.remoteAddress();
    this.target = target;
  }

  /** A connected channel from outside. */
  static Attempt inbound(Channel channel) {
    return new Attempt(channel, null);
  }

  /** A connected channel to {@code target}. */
  static Attempt outbound(Channel channel, Target target) {
    return new Attempt(channel, target);
  }

  Channel channel() {
    return channel;
  }

  boolean isOutbound() {
    return target != null;
  }

  Optional<Target> target() {
    return Optional.ofNullable(target);
  }

  /** Who must answer; empty: anybody. */
  Optional<PublicKey> wanted() {
    return target().flatMap(Target::wanted);
  }

  /** The key that the peer has proved. */
  Optional<PublicKey> proved() {
    return Optional.ofNullable(proved);
  }

  void proves(PublicKey key) {
    proved = key;
  }

  InetSocketAddress remote() {
    return remote;
  }

  /** Whether {@code other} is the other end of the same TCP connection. */
  boolean isOtherEndOf(Attempt other) {
    return isOutbound() != other.isOutbound()
        && remote.equals(other.local)
        && local.equals(other.remote);
  }

  Optional<Reason> refusedFor() {
    return Optional.ofNullable(refusedFor);
  }

  void refuse(Reason reason) {
    refusedFor = reason;
  }

  /** Nobody's fault: there is a link already, or we met ourselves. */
  boolean isSuperfluous() {
    return superfluous;
  }

  void isNotNeeded() {
    superfluous = true;
  }
}
