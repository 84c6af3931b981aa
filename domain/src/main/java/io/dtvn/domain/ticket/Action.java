package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.Digest;
import java.util.Optional;

/**
 * What an operation does to its ticket, with the fields that only this kind has. The ledger's
 * transition function says from which states each is possible.
 */
public sealed interface Action {

  /** Creates the ticket. Same id and same content again is no change; other content a conflict. */
  record Issue(TicketSource source, Optional<Digest> dataHash) implements Action {}

  /** Holds an issued ticket: presented and checked, the person has not passed yet. */
  record Validate() implements Action {}

  /** Finishes a hold: the person passes. */
  record Consume() implements Action {}

  /** VALIDATE and CONSUME at once: the normal call of a gate. */
  record Admit() implements Action {}

  /** Gives a hold back. */
  record Release() implements Action {}

  /** Takes back the admission that was made by the operation {@code admission}. */
  record Annul(OpId admission, Optional<AnnulReason> reason) implements Action {}

  /** Freezes the ticket until somebody resolves the case. */
  record Dispute() implements Action {}

  /** Ends the case with {@code verdict}. */
  record Resolve(Verdict verdict) implements Action {}

  /** Makes the ticket void. */
  record Revoke(Optional<RevokeReason> reason) implements Action {}

  /** Reads the ticket at this place in the order; changes nothing. */
  record Read() implements Action {}

  /** Why an admission is taken back: a fixed list, because the ledger holds no free text. */
  enum AnnulReason {
    /** The person did not pass. */
    NOT_TURNED(1),
    /** The ticket was another person's. */
    WRONG_PERSON(2),
    /** The gate made a mistake. */
    MISTAKE(3);

    private final int code;

    AnnulReason(int code) {
      this.code = code;
    }

    /** The number in the canonical form. */
    public int code() {
      return code;
    }
  }

  /** Why a ticket is void: a fixed list, because the ledger holds no free text. */
  enum RevokeReason {
    /** The seller cancelled it. */
    CANCELLED(1),
    /** The buyer has the money back. */
    REFUNDED(2),
    /** The bank took the money back. */
    CHARGEBACK(3);

    private final int code;

    RevokeReason(int code) {
      this.code = code;
    }

    /** The number in the canonical form. */
    public int code() {
      return code;
    }
  }

  /** How a case ends. */
  enum Verdict {
    /** As before the dispute. */
    PRIOR(1),
    /** May enter: hold and admission are cleared. */
    ISSUED(2),
    /** Counts as admitted. */
    CONSUMED(3),
    /** Void. */
    REVOKED(4);

    private final int code;

    Verdict(int code) {
      this.code = code;
    }

    /** The number in the canonical form. */
    public int code() {
      return code;
    }
  }
}
