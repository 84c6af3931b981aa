package io.dtvn.domain.ticket;

import io.dtvn.domain.clock.VectorClock;
import io.dtvn.domain.codec.CanonicalDigest;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.EventPolicy;
import java.util.Optional;

/**
 * The transition function: what one operation does to the ticket it finds. Depends on nothing but
 * its arguments and the policy. An effective operation adds one to the version, to the history and
 * to the vector clock's entry of the validator that carried it; everything else changes nothing.
 * Not safe for use by several threads, because it computes digests in a buffer of its own.
 */
public final class Transition {

  private final EventPolicy policy;
  private final CanonicalDigest digest;
  private final Objections objections;

  /** The transition function under {@code policy}, with {@code digest} to link the history. */
  public Transition(EventPolicy policy, CanonicalDigest digest) {
    this.policy = policy;
    this.digest = digest;
    this.objections = new Objections(policy);
  }

  /**
   * Judges {@code operation} when its {@code turn} comes.
   *
   * @param stored the ticket it names, as the last change left it
   */
  public Judgement judge(Operation operation, Optional<Ticket> stored, Turn turn) {
    if (!operation.eventId().equals(policy.eventId())) {
      return Judgement.refused(Refusal.unseen(RefusalCode.MALFORMED));
    }
    if (stored.isEmpty()) {
      return judgeUnknown(operation, turn);
    }
    Ticket ticket = stored.get().seenAt(turn.blockTime());
    Optional<Refusal> objection = objections.to(operation, ticket, turn);
    if (objection.isPresent()) {
      return Judgement.refused(objection.get());
    }
    return switch (operation.action()) {
      case Action.Issue _ ->
          Judgement.unchanging(new Outcome.Unchanged(ticket.state(), ticket.version()));
      case Action.Read _ -> Judgement.unchanging(new Outcome.Found(ticket));
      default -> {
        Consequence after = Consequence.of(operation, ticket, turn, policy);
        HistoryEntry entry = entry(operation, turn, ticket, after.state());
        yield applied(changed(ticket, after, entry), entry);
      }
    };
  }

  /** A ticket that does not exist has version 0 and can only be issued. */
  private Judgement judgeUnknown(Operation operation, Turn turn) {
    if (!(operation.action() instanceof Action.Issue issue)) {
      return Judgement.refused(Refusal.unseen(RefusalCode.UNKNOWN_TICKET));
    }
    if (operation.claim().expectedVersion().orElse(0) != 0) {
      return Judgement.refused(Refusal.unseen(RefusalCode.VERSION_CONFLICT));
    }
    HistoryEntry entry = firstEntry(operation, turn);
    return applied(issued(operation, issue, entry), entry);
  }

  private static Judgement applied(Ticket ticket, HistoryEntry entry) {
    return new Judgement(
        new Outcome.Applied(entry.type(), ticket.state(), ticket.version()),
        Optional.of(new Judgement.Change(ticket, entry)));
  }

  private HistoryEntry firstEntry(Operation operation, Turn turn) {
    return new HistoryEntry(
        operation.ticketId(),
        1,
        turn.sequence(),
        turn.index(),
        operation.opId(),
        ActionType.ISSUE,
        Optional.empty(),
        TicketState.ISSUED,
        turn.principal(),
        turn.node(),
        operation.claim(),
        turn.blockTime(),
        VectorClock.EMPTY.increment(turn.node()),
        Digest.ZERO);
  }

  private HistoryEntry entry(Operation operation, Turn turn, Ticket from, TicketState to) {
    return new HistoryEntry(
        operation.ticketId(),
        from.version() + 1,
        turn.sequence(),
        turn.index(),
        operation.opId(),
        ActionType.of(operation.action()),
        Optional.of(from.state()),
        to,
        turn.principal(),
        turn.node(),
        operation.claim(),
        turn.blockTime(),
        from.vectorClock().increment(turn.node()),
        from.historyHead());
  }

  private Ticket issued(Operation operation, Action.Issue issue, HistoryEntry entry) {
    return new Ticket(
        operation.ticketId(),
        operation.eventId(),
        TicketState.ISSUED,
        entry.number(),
        issue.source(),
        issue.dataHash(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        entry.vectorClock(),
        digestOf(entry),
        entry.blockTime(),
        entry.blockTime());
  }

  private Ticket changed(Ticket ticket, Consequence after, HistoryEntry entry) {
    return new Ticket(
        ticket.id(),
        ticket.eventId(),
        after.state(),
        entry.number(),
        ticket.source(),
        ticket.dataHash(),
        after.validator(),
        after.hold(),
        after.admission(),
        after.dispute(),
        entry.vectorClock(),
        digestOf(entry),
        ticket.created(),
        entry.blockTime());
  }

  private Digest digestOf(HistoryEntry entry) {
    HistoryCodec.write(entry, digest.begin());
    return digest.end();
  }
}
