package io.dtvn.domain.ticket;

/**
 * Why an operation had no effect. The names are the contract with callers, the numbers part of the
 * canonical form; a number is never given to another name. The gaps belong to later versions.
 */
public enum RefusalCode {
  /** Breaks a rule that can be seen without any state. */
  MALFORMED(1),
  /** No such ticket. */
  UNKNOWN_TICKET(3),
  /** Void. */
  REVOKED(6),
  /** Frozen by an open case. */
  DISPUTED(8),
  /** The time for this has passed. */
  TOO_LATE(11),
  /** Admitted a moment ago by the same device. */
  ALREADY_ADMITTED_HERE(13),
  /** Admitted before; the refusal names the first admission. */
  ALREADY_ADMITTED(14),
  /** Being checked by another device or gate. */
  HELD_ELSEWHERE(17),
  /** Not possible from the state found; what no other code explains. */
  WRONG_STATE(22),
  /** The ticket has another version than the caller expected. */
  VERSION_CONFLICT(40),
  /** The id exists with other content. */
  ID_CONFLICT(41),
  /** The operation id was used for another operation. */
  ID_REUSED(42),
  /** Another caller made what is to be undone. */
  NOT_HOLDER(43),
  /** The gateway that signed the bundle may not submit. */
  NOT_AUTHORISED(50),
  /** The bundle's time had passed when its turn came. */
  EXPIRED(51),
  /** The bundle is so old that the ledger no longer knows whether it was executed. */
  REJECTED_OLD(52),
  /** The bundle's number was used for another bundle. */
  BUNDLE_REUSED(53);

  private final int code;

  RefusalCode(int code) {
    this.code = code;
  }

  /** The number in the canonical form. */
  public int code() {
    return code;
  }

  /**
   * The refusal with this number.
   *
   * @throws io.dtvn.domain.codec.MalformedException if there is none
   */
  public static RefusalCode of(int code) {
    return Codes.find("refusal", values(), code, RefusalCode::code);
  }
}
