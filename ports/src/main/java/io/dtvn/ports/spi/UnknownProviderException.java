package io.dtvn.ports.spi;

/** The configuration names a plug-in that is not installed, or is installed twice. */
public final class UnknownProviderException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code message} lists what is installed. */
  public UnknownProviderException(String message) {
    super(message);
  }
}
