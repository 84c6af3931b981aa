package io.dtvn.domain.codec;

/**
 * Bytes or text from outside break a format rule. The message names the rule and the place, never
 * the content.
 */
public final class MalformedException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code message} says what was wanted and what was found. */
  public MalformedException(String message) {
    super(message);
  }
}
