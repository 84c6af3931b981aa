package io.dtvn.application.node;

/**
 * The data folder cannot be used: another process holds it, or it belongs to another validator,
 * network or storage type. The message names both values and says what to do.
 */
public final class DataFolderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public DataFolderException(String message) {
    super(message);
  }

  /** Creates the exception. */
  public DataFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
