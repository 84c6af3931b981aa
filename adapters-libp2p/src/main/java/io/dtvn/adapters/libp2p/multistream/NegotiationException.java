package io.dtvn.adapters.libp2p.multistream;

/** No protocol was agreed on. */
public final class NegotiationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean refusal;

  /** Creates the exception; {@code message} says what was wanted and what was found. */
  NegotiationException(String message) {
    this(message, false);
  }

  NegotiationException(String message, boolean refusal) {
    super(message);
    this.refusal = refusal;
  }

  /** Whether the other side keeps to the rules and just speaks none of the protocols. */
  public boolean isRefusal() {
    return refusal;
  }
}
