package io.dtvn.application.journal;

import io.dtvn.ports.out.StorageException;

/**
 * A record that was acknowledged cannot be read, or the journal is another validator's. The start
 * is refused; the message says what to do.
 */
public final class JournalDamagedException extends StorageException {

  private static final long serialVersionUID = 1L;

  JournalDamagedException(String message) {
    super(message);
  }
}
