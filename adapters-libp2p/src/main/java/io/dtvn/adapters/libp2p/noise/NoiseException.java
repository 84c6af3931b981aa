package io.dtvn.adapters.libp2p.noise;

import io.dtvn.domain.codec.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The handshake ended without a peer that we want, or a message behind it was not its own. */
public final class NoiseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why there is no peer. */
  public enum Reason {
    /** Something did not decrypt, did not parse, or was not signed. */
    BROKEN,
    /** The peer proved another key than the one we dialled. */
    WRONG_IDENTITY,
    /** The peer proved a key that we do not talk to. */
    UNWELCOME
  }

  private final Reason reason;
  private final transient @Nullable PublicKey peer;

  NoiseException(String message) {
    super(message);
    this.reason = Reason.BROKEN;
    this.peer = null;
  }

  NoiseException(String message, Throwable cause) {
    super(message, cause);
    this.reason = Reason.BROKEN;
    this.peer = null;
  }

  NoiseException(Reason reason, PublicKey peer, String message) {
    super(message);
    this.reason = reason;
    this.peer = peer;
  }

  /** Why there is no peer. */
  public Reason reason() {
    return reason;
  }

  /** The key that the peer proved to have; empty if it came to no proof. */
  public Optional<PublicKey> peer() {
    return Optional.ofNullable(peer);
  }
}
