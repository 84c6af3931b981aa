package io.dtvn.adapters.libp2p.stream;

/** A stream was not opened, or ended before its time. */
public final class StreamException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code message} says what was wanted and what happened. */
  public StreamException(String message) {
    super(message);
  }

  /** As above, with the {@code cause} that ended the connection. */
  public StreamException(String message, Throwable cause) {
    super(message, cause);
  }
}
