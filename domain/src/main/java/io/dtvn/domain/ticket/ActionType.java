package io.dtvn.domain.ticket;

/** The kind of an action, and its number in the canonical form. */
public enum ActionType {
  /** {@link Action.Issue}. */
  ISSUE(1),
  /** {@link Action.Validate}. */
  VALIDATE(2),
  /** {@link Action.Consume}. */
  CONSUME(3),
  /** {@link Action.Admit}. */
  ADMIT(4),
  /** {@link Action.Release}. */
  RELEASE(5),
  /** {@link Action.Annul}. */
  ANNUL(6),
  /** {@link Action.Dispute}. */
  DISPUTE(7),
  /** {@link Action.Resolve}. */
  RESOLVE(8),
  /** {@link Action.Revoke}. */
  REVOKE(9),
  /** {@link Action.Read}. */
  READ(10);

  private final int code;

  ActionType(int code) {
    this.code = code;
  }

  /** The number in the canonical form. */
  public int code() {
    return code;
  }

  /** The kind of {@code action}. */
  public static ActionType of(Action action) {
    return switch (action) {
      case Action.Issue _ -> ISSUE;
      case Action.Validate _ -> VALIDATE;
      case Action.Consume _ -> CONSUME;
      case Action.Admit _ -> ADMIT;
      case Action.Release _ -> RELEASE;
      case Action.Annul _ -> ANNUL;
      case Action.Dispute _ -> DISPUTE;
      case Action.Resolve _ -> RESOLVE;
      case Action.Revoke _ -> REVOKE;
      case Action.Read _ -> READ;
    };
  }

  /**
   * The kind with this number.
   *
   * @throws io.dtvn.domain.codec.MalformedException if there is none
   */
  public static ActionType of(int code) {
    return Codes.find("action", values(), code, ActionType::code);
  }
}
