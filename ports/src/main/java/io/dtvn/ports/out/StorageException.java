package io.dtvn.ports.out;

/** The medium failed: it is full, broken or gone. Nothing that was acknowledged is lost by it. */
public class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code message} says what was wanted, what was found, what to do. */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Creates the exception; {@code message} says what was wanted, what was found, what to do. */
  public StorageException(String message) {
    super(message);
  }
}
