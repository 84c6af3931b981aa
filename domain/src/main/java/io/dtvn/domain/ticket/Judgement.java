package io.dtvn.domain.ticket;

import java.util.Optional;

/**
 * What {@link Transition} says of one operation.
 *
 * @param outcome the answer
 * @param change what to write; empty unless the operation took effect
 */
public record Judgement(Outcome outcome, Optional<Change> change) {

  /** The ticket's new version and the entry that explains it. */
  public record Change(Ticket ticket, HistoryEntry entry) {}

  static Judgement unchanging(Outcome outcome) {
    return new Judgement(outcome, Optional.empty());
  }

  static Judgement refused(Refusal refusal) {
    return unchanging(new Outcome.Refused(refusal));
  }
}
