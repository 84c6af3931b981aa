package io.dtvn.adapters.http;

import io.dtvn.domain.ticket.ActionType;
import java.util.Locale;

/** How the API speaks of an operation: {@code consume} a ticket, a ticket is {@code consumed}. */
final class Words {

  private Words() {}

  static String verb(ActionType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  static String done(ActionType type) {
    return switch (type) {
      case ADMIT -> "admitted";
      case ANNUL -> "annulled";
      case READ -> "read";
      case ISSUE, VALIDATE, CONSUME, RELEASE, DISPUTE, RESOLVE, REVOKE -> verb(type) + "d";
    };
  }

  /** What stands before the reason of every failure of {@code type}. */
  static String failedTo(ActionType type) {
    return "Failed to " + verb(type) + " ticket: ";
  }
}
