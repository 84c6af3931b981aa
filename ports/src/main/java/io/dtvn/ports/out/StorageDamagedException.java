package io.dtvn.ports.out;

/**
 * What is stored is damaged in a way that cannot be repaired without losing something that was
 * acknowledged. The start is refused; the message says what to do.
 */
public final class StorageDamagedException extends StorageException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public StorageDamagedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Creates the exception. */
  public StorageDamagedException(String message) {
    super(message);
  }
}
