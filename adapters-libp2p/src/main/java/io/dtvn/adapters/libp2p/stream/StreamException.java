package io.dtvn.adapters.libp2p.stream;

/** A stream was not opened, or ended before its time. */
public final class StreamException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean notSupported;

  /** Creates the exception; {@code message} says what was wanted and what happened. */
  public StreamException(String message) {
    this(message, false);
  }

  private StreamException(String message, boolean notSupported) {
    super(message);
    this.notSupported = notSupported;
  }

  /** As above, with the {@code cause} that ended the connection. */
  public StreamException(String message, Throwable cause) {
    super(message, cause);
    this.notSupported = false;
  }

  /** The peer was asked, and does not speak the protocol; {@code message} names it. */
  public static StreamException notSupported(String message) {
    return new StreamException(message, true);
  }

  /** Whether the peer said that it does not speak the protocol. */
  public boolean isNotSupported() {
    return notSupported;
  }
}
