package io.dtvn.adapters.libp2p.multistream;

/** No protocol was agreed on. */
public final class NegotiationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code message} says what was wanted and what was found. */
  public NegotiationException(String message) {
    super(message);
  }
}
