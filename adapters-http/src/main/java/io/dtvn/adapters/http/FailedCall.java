package io.dtvn.adapters.http;

/** Ends a call with a failure. It has no stack trace: callers cause it at will. */
final class FailedCall extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  FailedCall(Failure failure) {
    super(failure.text(), null, false, false);
    this.failure = failure;
  }

  static FailedCall malformed(String text) {
    return new FailedCall(Failure.malformed(text));
  }

  Failure failure() {
    return failure;
  }
}
