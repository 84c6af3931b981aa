package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.adapters.libp2p.noise.NoiseException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What the failure of a handshake says of the peer. */
final class HandshakeFailures {

  private HandshakeFailures() {}

  /** Why the peer is to be refused; empty if it went away, which anybody may. */
  static Optional<Reason> reason(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause == null || cause instanceof ClosedChannelException) {
      return Optional.empty();
    }
    boolean anotherPeer =
        cause instanceof NoiseException e && e.reason() == NoiseException.Reason.WRONG_IDENTITY;
    return Optional.of(anotherPeer ? Reason.WRONG_IDENTITY : Reason.HANDSHAKE_FAILED);
  }
}
