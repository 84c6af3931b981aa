package io.dtvn.application.backup;

/**
 * A backup cannot be written, read or believed. The message says what was wanted, what was found
 * and what to do.
 */
public final class BackupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
