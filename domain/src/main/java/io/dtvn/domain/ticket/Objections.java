package io.dtvn.domain.ticket;

import io.dtvn.domain.membership.EventPolicy;
import java.util.Optional;

/**
 * What speaks against an operation on a ticket that exists. The first of these wins: another
 * version than expected; void; frozen; too late; admitted before; held elsewhere; not the holder;
 * and last the wrong state, which says what nothing else explains.
 */
final class Objections {

  private final EventPolicy policy;

  Objections(EventPolicy policy) {
    this.policy = policy;
  }

  /** The refusal of {@code operation}, or empty if it may go on. Changes nothing. */
  Optional<Refusal> to(Operation operation, Ticket ticket, Turn turn) {
    long expected = operation.claim().expectedVersion().orElse(ticket.version());
    Optional<RefusalCode> code =
        expected == ticket.version()
            ? codeFor(operation, ticket, turn)
            : Optional.of(RefusalCode.VERSION_CONFLICT);
    return code.map(c -> refusal(c, operation, ticket));
  }

  private Optional<RefusalCode> codeFor(Operation operation, Ticket ticket, Turn turn) {
    return switch (operation.action()) {
      case Action.Issue issue -> when(!issues(issue, ticket), RefusalCode.ID_CONFLICT);
      case Action.Read _ -> Optional.empty();
      case Action.Annul annul ->
          closed(operation, ticket).or(() -> againstAnnul(annul, operation, ticket, turn));
      case Action.Validate _, Action.Consume _, Action.Admit _ ->
          closed(operation, ticket)
              .or(() -> admitted(operation, ticket, turn))
              .or(() -> held(operation, ticket))
              .or(() -> wrongState(operation, ticket));
      case Action.Release _ ->
          closed(operation, ticket)
              .or(() -> held(operation, ticket))
              .or(() -> wrongState(operation, ticket));
      case Action.Dispute _, Action.Resolve _, Action.Revoke _ ->
          closed(operation, ticket).or(() -> wrongState(operation, ticket));
    };
  }

  /** Whether {@code issue} asks for what is there: event and data; not how it came to be. */
  private static boolean issues(Action.Issue issue, Ticket ticket) {
    return issue.dataHash().equals(ticket.dataHash());
  }

  private static Optional<RefusalCode> closed(Operation operation, Ticket ticket) {
    boolean frozen =
        ticket.state() == TicketState.DISPUTED && !(operation.action() instanceof Action.Resolve);
    return when(ticket.state() == TicketState.REVOKED, RefusalCode.REVOKED)
        .or(() -> when(frozen, RefusalCode.DISPUTED));
  }

  private Optional<RefusalCode> admitted(Operation operation, Ticket ticket, Turn turn) {
    if (ticket.state() != TicketState.CONSUMED) {
      return Optional.empty();
    }
    Admission first = admission(ticket);
    boolean here =
        first.device().isPresent()
            && first.device().equals(operation.claim().device())
            && turn.blockTime() - first.blockTime() < policy.sameDeviceWithin().toMillis();
    return Optional.of(here ? RefusalCode.ALREADY_ADMITTED_HERE : RefusalCode.ALREADY_ADMITTED);
  }

  private static Optional<RefusalCode> held(Operation operation, Ticket ticket) {
    boolean elsewhere =
        ticket.state() == TicketState.VALIDATED
            && ticket.hold().filter(hold -> hold.permits(operation.claim())).isEmpty();
    return when(elsewhere, RefusalCode.HELD_ELSEWHERE);
  }

  private Optional<RefusalCode> againstAnnul(
      Action.Annul annul, Operation operation, Ticket ticket, Turn turn) {
    boolean current =
        ticket.state() == TicketState.CONSUMED
            && admission(ticket).opId().equals(annul.admission());
    if (!current) {
      return Optional.of(RefusalCode.WRONG_STATE);
    }
    Admission admission = admission(ticket);
    boolean late = turn.blockTime() - admission.blockTime() > policy.annulWithin().toMillis();
    boolean holder =
        admission.device().isPresent()
            ? admission.device().equals(operation.claim().device())
            : admission.principal().equals(turn.principal());
    return when(late, RefusalCode.TOO_LATE).or(() -> when(!holder, RefusalCode.NOT_HOLDER));
  }

  private static Optional<RefusalCode> wrongState(Operation operation, Ticket ticket) {
    return when(!possible(operation.action(), ticket.state()), RefusalCode.WRONG_STATE);
  }

  /** The table of states from which an action leads on. */
  private static boolean possible(Action action, TicketState from) {
    return switch (action) {
      case Action.Validate _, Action.Admit _ -> from == TicketState.ISSUED;
      case Action.Consume _, Action.Release _ -> from == TicketState.VALIDATED;
      case Action.Resolve _ -> from == TicketState.DISPUTED;
      case Action.Revoke _ -> from == TicketState.ISSUED || from == TicketState.VALIDATED;
      case Action.Dispute _ -> from != TicketState.DISPUTED && from != TicketState.REVOKED;
      case Action.Issue _, Action.Read _, Action.Annul _ -> true; // have rules of their own
    };
  }

  private static Admission admission(Ticket ticket) {
    return ticket
        .admission()
        .orElseThrow(() -> new IllegalStateException("ticket: CONSUMED without an admission"));
  }

  private static Optional<RefusalCode> when(boolean condition, RefusalCode code) {
    return condition ? Optional.of(code) : Optional.empty();
  }

  private static Refusal refusal(RefusalCode code, Operation operation, Ticket ticket) {
    Optional<Admission> first =
        switch (code) {
          case ALREADY_ADMITTED, ALREADY_ADMITTED_HERE -> ticket.admission();
          default -> Optional.empty();
        };
    Optional<OpId> blocking =
        switch (code) {
          case DISPUTED -> ticket.dispute().map(DisputeCase::opId);
          case HELD_ELSEWHERE -> ticket.hold().map(Hold::opId);
          case WRONG_STATE -> misdirected(operation, ticket);
          default -> Optional.empty();
        };
    return new Refusal(code, Optional.of(ticket.state()), ticket.version(), first, blocking);
  }

  private static Optional<OpId> misdirected(Operation operation, Ticket ticket) {
    return operation.action() instanceof Action.Annul && ticket.state() == TicketState.CONSUMED
        ? ticket.admission().map(Admission::opId)
        : Optional.empty();
  }
}
