package io.dtvn.domain.ticket;

import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.ValidatorId;
import java.time.Duration;
import java.util.Optional;

/** Where a ticket stands after an operation that nothing speaks against. */
record Consequence(
    TicketState state,
    Optional<ValidatorId> validator,
    Optional<Hold> hold,
    Optional<Admission> admission,
    Optional<DisputeCase> dispute) {

  static Consequence of(Operation operation, Ticket ticket, Turn turn, EventPolicy policy) {
    Consequence before =
        new Consequence(
            ticket.state(),
            ticket.validator(),
            ticket.hold(),
            ticket.admission(),
            ticket.dispute());
    return switch (operation.action()) {
      case Action.Validate _ -> before.carriedBy(turn).held(operation, turn, policy);
      case Action.Consume _ -> before.admitted(operation, turn);
      case Action.Admit _ -> before.carriedBy(turn).admitted(operation, turn);
      case Action.Release _ -> before.in(TicketState.ISSUED).withoutHold();
      case Action.Annul _ -> before.in(TicketState.ISSUED).withoutAdmission();
      case Action.Dispute _ -> before.disputed(operation, turn);
      case Action.Resolve(Action.Verdict verdict) -> before.resolved(verdict, operation, turn);
      case Action.Revoke _ -> before.in(TicketState.REVOKED).withoutHold();
      case Action.Issue _, Action.Read _ ->
          throw new IllegalStateException("transition: want an action that changes a ticket");
    };
  }

  private Consequence in(TicketState next) {
    return new Consequence(next, validator, hold, admission, dispute);
  }

  private Consequence carriedBy(Turn turn) {
    return new Consequence(state, Optional.of(turn.node()), hold, admission, dispute);
  }

  private Consequence withoutHold() {
    return new Consequence(state, validator, Optional.empty(), admission, dispute);
  }

  private Consequence withoutAdmission() {
    return new Consequence(state, validator, hold, Optional.empty(), dispute);
  }

  private Consequence held(Operation operation, Turn turn, EventPolicy policy) {
    Claim claim = operation.claim();
    long until = endOf(policy.holdLifetime(), turn.blockTime());
    Hold taken = new Hold(claim.gate(), claim.device(), operation.opId(), until);
    return new Consequence(
        TicketState.VALIDATED, validator, Optional.of(taken), admission, dispute);
  }

  private static long endOf(Duration lifetime, long blockTime) {
    long millis = lifetime.toMillis();
    return millis == 0 ? 0 : blockTime + Math.min(millis, Long.MAX_VALUE - blockTime);
  }

  private Consequence admitted(Operation operation, Turn turn) {
    Claim claim = operation.claim();
    Admission made =
        new Admission(
            operation.opId(),
            turn.principal(),
            turn.node(),
            claim.gate(),
            claim.device(),
            turn.sequence(),
            turn.blockTime());
    return new Consequence(
        TicketState.CONSUMED, validator, Optional.empty(), Optional.of(made), dispute);
  }

  private Consequence disputed(Operation operation, Turn turn) {
    DisputeCase opened = new DisputeCase(operation.opId(), state, turn.blockTime());
    return new Consequence(TicketState.DISPUTED, validator, hold, admission, Optional.of(opened));
  }

  /** Ends the case. Who counts as admitted without an admission was admitted by the verdict. */
  private Consequence resolved(Action.Verdict verdict, Operation operation, Turn turn) {
    TicketState prior = dispute.map(DisputeCase::priorState).orElse(state);
    Consequence closed = new Consequence(prior, validator, hold, admission, Optional.empty());
    return switch (verdict) {
      case PRIOR -> closed;
      case ISSUED -> closed.in(TicketState.ISSUED).withoutHold().withoutAdmission();
      case CONSUMED ->
          admission.isPresent()
              ? closed.in(TicketState.CONSUMED).withoutHold()
              : closed.admitted(operation, turn);
      case REVOKED -> closed.in(TicketState.REVOKED).withoutHold();
    };
  }
}
