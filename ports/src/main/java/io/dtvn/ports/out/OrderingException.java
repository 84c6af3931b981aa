package io.dtvn.ports.out;

/** The order could not be had. Each kind says what the caller may conclude. */
public abstract sealed class OrderingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private OrderingException(String message) {
    super(message);
  }

  /** The node has as much in flight as it may have; surely not ordered, try again soon. */
  public static final class Busy extends OrderingException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public Busy(String message) {
      super(message);
    }
  }

  /** The node cannot order now: starting, stopping or without a quorum; surely not ordered. */
  public static final class NotReady extends OrderingException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public NotReady(String message) {
      super(message);
    }
  }

  /** No outcome in time; it may still be ordered. Ask again with the same operation id. */
  public static final class OutcomeUnknown extends OrderingException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public OutcomeUnknown(String message) {
      super(message);
    }
  }
}
