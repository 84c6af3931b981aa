package io.dtvn.domain.ticket;

/** Where a ticket stands. The number of each state is part of the canonical form. */
public enum TicketState {
  /** Genuine, not presented: may enter. */
  ISSUED(1),
  /** Held: presented and checked, the person has not passed yet. */
  VALIDATED(2),
  /** The person was admitted. */
  CONSUMED(3),
  /** Frozen by an open case; the state before is kept. */
  DISPUTED(4),
  /** Void: cancelled, refunded, charged back. */
  REVOKED(5);

  private final int code;

  TicketState(int code) {
    this.code = code;
  }

  /** The number in the canonical form. */
  public int code() {
    return code;
  }

  /**
   * The state with this number.
   *
   * @throws io.dtvn.domain.codec.MalformedException if there is none
   */
  public static TicketState of(int code) {
    return Codes.find("ticket state", values(), code, TicketState::code);
  }
}
