package io.dtvn.consensus.pbft.cluster;

/** Something that must always be true was not. */
public final class Violation extends AssertionError {

  private static final long serialVersionUID = 1L;

  Violation(String message) {
    super(message);
  }

  Violation(String message, Throwable cause) {
    super(message, cause);
  }
}
