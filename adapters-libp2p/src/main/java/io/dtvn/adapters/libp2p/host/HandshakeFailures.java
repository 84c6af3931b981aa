package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.adapters.libp2p.multistream.NegotiationException;
import io.dtvn.adapters.libp2p.noise.NoiseException;
import io.dtvn.adapters.libp2p.stream.StreamException;
import io.dtvn.adapters.libp2p.yamux.YamuxException;
import io.dtvn.domain.codec.MalformedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What the failure of a handshake says of the peer. */
final class HandshakeFailures {

  private HandshakeFailures() {}

  /** The fault on our side that {@code failure} is; empty if it is a peer's doing. */
  static Optional<Throwable> ours(@Nullable Throwable failure) {
    return switch (unwrapped(failure)) {
      case null -> Optional.empty();
      case IOException _, StreamException _, YamuxException _ -> Optional.empty();
      case NoiseException _, NegotiationException _, MalformedException _ -> Optional.empty();
      case Throwable fault -> Optional.of(fault);
    };
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException e ? e.getCause() : failure;
  }

  /** Why the peer is to be refused; empty if it went away, which anybody may. */
  static Optional<Reason> reason(@Nullable Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (ours(cause).isPresent()) {
      return Optional.of(Reason.INTERNAL_ERROR);
    }
    if (cause == null || cause instanceof ClosedChannelException) {
      return Optional.empty();
    }
    boolean anotherPeer =
        cause instanceof NoiseException e && e.reason() == NoiseException.Reason.WRONG_IDENTITY;
    return Optional.of(anotherPeer ? Reason.WRONG_IDENTITY : Reason.HANDSHAKE_FAILED);
  }
}
