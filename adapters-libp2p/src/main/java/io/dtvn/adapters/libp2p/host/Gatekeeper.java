package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.connection.Upgrade;
import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.adapters.libp2p.meters.Refusals;
import io.dtvn.adapters.libp2p.ping.KeepAlive;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.domain.codec.PublicKey;
import io.netty.channel.ChannelFuture;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads each TCP connection through its handshake and lets in validators alone: a key is looked at
 * once it is proved, and before the muxer starts. Lives on the event loop.
 */
final class Gatekeeper {

  private final PublicKey self;
  private final Upgrade upgrade;
  private final Links links;
  private final Refusals refusals;
  private final HostLog log;
  private final KeepAlive.Timing timing;
  private final Set<Attempt> attempts = new HashSet<>();

  Gatekeeper(PublicKey self, Upgrade upgrade, Links links, Judgement judgement) {
    this.self = self;
    this.upgrade = upgrade;
    this.links = links;
    this.refusals = judgement.refusals();
    this.log = judgement.log();
    this.timing = judgement.timing();
  }

  /** Where verdicts go, and how patient links are. */
  record Judgement(Refusals refusals, HostLog log, KeepAlive.Timing timing) {}

  /** Leads {@code attempt} to a link or to its end, of which {@code ended} is told once. */
  void lead(Attempt attempt, Consumer<Attempt> ended) {
    attempts.add(attempt);
    upgrade
        .upgrade(
            attempt.channel(),
            attempt.isOutbound(),
            attempt.wanted(),
            key -> isWelcome(attempt, key))
        .whenComplete(
            (connection, failure) -> {
              attempts.remove(attempt);
              try {
                arrive(attempt, connection, failure);
              } catch (RuntimeException | Error e) { // the future would swallow it
                log.fails("after a handshake", e);
                ChannelFuture _ = attempt.channel().close();
              }
              ended.accept(attempt);
            });
  }

  /** Gives up all attempts. */
  void close() {
    for (Attempt attempt : Set.copyOf(attempts)) {
      attempt.isNotNeeded();
      ChannelFuture _ = attempt.channel().close();
    }
  }

  private boolean isWelcome(Attempt attempt, PublicKey key) {
    attempt.proves(key);
    Optional<Link> link = links.at(key);
    if (key.equals(self)) {
      return meetsOurselves(attempt);
    }
    if (link.isEmpty()) {
      attempt.refuse(Reason.NOT_A_MEMBER);
    } else if (!attempt.wanted().orElse(key).equals(key)) {
      attempt.refuse(Reason.WRONG_IDENTITY);
    } else if (isShutOut(link.get())) {
      attempt.refuse(Reason.MISBEHAVING);
    } else if (!link.get().reserve(attempt, System.nanoTime())) {
      attempt.isNotNeeded();
    }
    return attempt.refusedFor().isEmpty() && !attempt.isSuperfluous();
  }

  private static boolean isShutOut(Link link) {
    return link.isShutOut(System.nanoTime());
  }

  /**
   * Our own address may stand among those of the peers. Another process with our key goes through
   * its handshake when we dial it, so that it gets to know of us, too.
   */
  private boolean meetsOurselves(Attempt attempt) {
    if (attempts.stream().anyMatch(attempt::isOtherEndOf)) {
      attempt.isNotNeeded();
      return false;
    }
    attempt.refuse(Reason.OWN_IDENTITY);
    return attempt.isOutbound();
  }

  private void arrive(
      Attempt attempt, @Nullable Connection connection, @Nullable Throwable failure) {
    Optional<Link> link = attempt.proved().or(attempt::wanted).flatMap(links::at);
    attempt.wanted().flatMap(links::at).ifPresent(wanted -> wanted.release(attempt));
    link.ifPresent(proved -> proved.release(attempt));
    if (connection != null && link.filter(Gatekeeper::isShutOut).isPresent()) {
      attempt.refuse(Reason.MISBEHAVING); // while the handshake went on
    }
    if (connection != null && link.isPresent() && attempt.refusedFor().isEmpty()) {
      links.add(connection, link.get(), timing);
      return;
    }
    if (connection != null) {
      connection.close("refused");
    }
    judge(attempt, failure);
  }

  private void judge(Attempt attempt, @Nullable Throwable failure) {
    String why = failure == null ? "refused" : String.valueOf(failure.getMessage());
    Optional<Reason> reason = attempt.refusedFor();
    if (reason.isEmpty() && !attempt.isSuperfluous()) {
      reason = HandshakeFailures.reason(failure);
    }
    if (reason.isEmpty()) {
      log.attemptEnds(attempt.remote(), why);
      return;
    }
    refusals.count(reason.get());
    attempt.refuse(reason.get());
    if (reason.get() == Reason.INTERNAL_ERROR && failure != null) {
      log.fails("in a handshake", failure);
    } else if (reason.get() == Reason.OWN_IDENTITY) {
      log.ownIdentity(attempt.remote());
    } else {
      log.refused(attempt.remote(), reason.get(), why);
    }
  }
}
