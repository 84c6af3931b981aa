package io.dtvn.adapters.libp2p.connection;

import io.dtvn.adapters.libp2p.noise.NoiseHandler;
import io.dtvn.adapters.libp2p.noise.NoiseRole;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Protocols;
import io.dtvn.adapters.libp2p.yamux.YamuxHandler;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Makes connections out of TCP channels: Noise, then yamux. One for each node; may be used on any
 * thread.
 */
public final class Upgrade {

  private final Signer signer;
  private final Verifier verifier;
  private final UpgradeSettings settings;
  private final Protocols protocols;

  /** Shows {@code signer}'s key to peers; {@code protocols} answers the streams they open. */
  public Upgrade(Signer signer, Verifier verifier, UpgradeSettings settings, Protocols protocols) {
    this.signer = signer;
    this.verifier = verifier;
    this.settings = settings;
    this.protocols = protocols;
  }

  /**
   * Upgrades a fresh channel, on which nobody has read or written anything.
   *
   * @param initiator whether we dialled
   * @param expected the key that the peer must prove; empty: any
   * @param gate asked once, on the event loop, with the key that the peer has proved; on false the
   *     channel is closed before a muxer starts, and before a dialler has said who it is
   * @return completes on the event loop, before the first stream of the peer is looked at. It
   *     fails, and the channel is closed, with a {@link
   *     io.dtvn.adapters.libp2p.noise.NoiseException} that names the reason, a {@link
   *     io.dtvn.adapters.libp2p.multistream.NegotiationException}, a {@link
   *     io.dtvn.adapters.libp2p.stream.StreamException} at the deadline, or a {@link
   *     java.nio.channels.ClosedChannelException} if the peer just went away
   */
  public CompletionStage<Connection> upgrade(
      Channel channel, boolean initiator, Optional<PublicKey> expected, Predicate<PublicKey> gate) {
    CompletableFuture<Connection> result = new CompletableFuture<>();
    NoiseHandler noise =
        new NoiseHandler(
            signer, verifier, new NoiseRole(initiator, expected, gate, settings.earlyMuxers()));
    YamuxHandler yamux = new YamuxHandler(settings.limits(), protocols);
    UpgradeHandler end = new UpgradeHandler(initiator, yamux, result);
    channel
        .pipeline()
        .addLast(noise, end, yamux)
        .addBefore(
            channel.pipeline().context(noise).name(), null, new NoiseChoice(initiator, noise));
    ScheduledFuture<?> deadline =
        channel
            .eventLoop()
            .schedule(
                () -> end.tooLate(channel, settings.deadline()),
                settings.deadline().toNanos(),
                TimeUnit.NANOSECONDS);
    CompletableFuture<Connection> _ = result.whenComplete((_, _) -> deadline.cancel(false));
    return result;
  }
}
