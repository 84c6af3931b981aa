package io.dtvn.application.journal;

import io.dtvn.ports.out.StorageException;

/**
 * Acknowledged records are missing and nobody can teach this validator what it forgot, since it is
 * the only one. The start is refused; the message says what to do.
 */
public final class JournalLostException extends StorageException {

  private static final long serialVersionUID = 1L;

  JournalLostException(String message) {
    super(message);
  }
}
