package io.dtvn.adapters.storage.bbolt;

/** A call that failed. {@link Failures} says it so that an operator knows what to do. */
final class BboltException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Code code;

  BboltException(Code code, String text) {
    super(text);
    this.code = code;
  }

  Code code() {
    return code;
  }
}
