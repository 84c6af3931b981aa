package io.dtvn.application.upkeep;

/**
 * What was asked for cannot be done to this folder. The message says what was wanted, what was
 * found and what to do.
 */
public final class UpkeepException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UpkeepException(String message) {
    super(message);
  }

  UpkeepException(String message, Throwable cause) {
    super(message, cause);
  }
}
