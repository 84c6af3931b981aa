package io.dtvn.application.gateway;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.archive.FirstOutcome;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.Refusal;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.OrderedBundle;

/** Makes answers of outcomes; a repetition is answered from the archive. */
final class Answers {

  private final ValidatorId self;
  private final Archive archive;

  Answers(ValidatorId self, Archive archive) {
    this.self = self;
    this.archive = archive;
  }

  Answer answer(OpId opId, OrderedBundle ordered, Outcome outcome) {
    if (outcome instanceof Outcome.Repeated repeated) {
      FirstOutcome first = archive.firstOutcome(repeated);
      return new Answer(opId, self, first.sequence(), first.blockTime(), first.outcome(), true);
    }
    return new Answer(opId, self, ordered.sequence(), ordered.blockTime(), outcome, false);
  }

  /** The same answer for a caller who came later. */
  static Answer again(Answer first) {
    return new Answer(
        first.opId(), first.node(), first.sequence(), first.blockTime(), first.outcome(), true);
  }

  /**
   * Whether the ledger judged the bundle and not its operations, so that they belong into another
   * bundle. All outcomes of such a bundle are alike.
   */
  static boolean isOfBundle(Outcome outcome) {
    return outcome instanceof Outcome.Refused(Refusal refusal)
        && switch (refusal.code()) {
          case REJECTED_OLD, BUNDLE_REUSED, EXPIRED -> true;
          default -> false;
        };
  }

  /** Whether the operations of such a bundle may have been executed before. */
  static boolean maybeExecuted(Outcome outcome) {
    return outcome instanceof Outcome.Refused(Refusal refusal)
        && refusal.code() == RefusalCode.REJECTED_OLD;
  }
}
