package io.dtvn.adapters.libp2p.noise;

/** The peer's side of the handshake, or a message behind it, is not what it must be. */
public final class NoiseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoiseException(String message) {
    super(message);
  }

  NoiseException(String message, Throwable cause) {
    super(message, cause);
  }
}
