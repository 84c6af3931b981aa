package io.dtvn.consensus.pbft.cluster;

import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.RefusedReason;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Something rare that a set of seeds must reach, else the set proves less than it seems to. */
public enum Mark {
  /** A late replica read a peer's archive. */
  CATCH_UP,
  /** A gateway's reserve was full. */
  BUSY,
  /** A gateway submitted what was executed already. */
  EXECUTED_BEFORE,
  /** A liar was found out by what it signed. */
  EVIDENCE,
  /** Results were sent again. */
  RESULTS_RESENT,
  /** A replica lost the right to vote. */
  LEARNER,
  /** A checkpoint became stable and the journal was cut. */
  STABLE_CHECKPOINT,
  /** A proposal from the future was held. */
  PROPOSAL_HELD,
  /** An operation was executed a second time, without effect. */
  REPEATED,
  /** A gateway that forgot its numbers used one twice. */
  BUNDLE_REUSED;

  static Optional<Mark> of(Effect effect) {
    return Optional.ofNullable(
        switch (effect) {
          case Effect.CatchUp _ -> CATCH_UP;
          case Effect.Refused(_, var reason) ->
              reason == RefusedReason.BUSY
                  ? BUSY
                  : reason == RefusedReason.EXECUTED ? EXECUTED_BEFORE : null;
          case Effect.ReportMisbehaviour _ -> EVIDENCE;
          case Effect.ResendResults _ -> RESULTS_RESENT;
          case Effect.Publish p -> p.standing() == Standing.LEARNER ? LEARNER : null;
          case Effect.CheckpointStable _ -> STABLE_CHECKPOINT;
          case Effect.StartTimer(var id, _) ->
              id.name().equals("held-proposals") ? PROPOSAL_HELD : null;
          default -> null;
        });
  }

  static Set<Mark> of(Execution execution) {
    Set<Mark> marks = new TreeSet<>();
    for (Outcome outcome : execution.outcomes()) {
      if (outcome instanceof Outcome.Repeated) {
        marks.add(REPEATED);
      } else if (outcome instanceof Outcome.Refused(var refusal)
          && refusal.code() == RefusalCode.BUNDLE_REUSED) {
        marks.add(BUNDLE_REUSED);
      }
    }
    return marks;
  }
}
