package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Utf8;
import java.util.Optional;

/** Operations for tests, named by short words: {@code admit("a", "T1")} has the op id of "a". */
public final class Operations {

  private Operations() {}

  /** An operation of an anonymous caller without gate or device. */
  public static Operation operation(String opId, String ticketId, Action action) {
    return Operation.unsigned(OpId.ofKey(opId), new TicketId(ticketId), Claim.NONE, action);
  }

  /** Issues a ticket without data. */
  public static Operation issue(String opId, String ticketId) {
    return operation(opId, ticketId, new Action.Issue(TicketSource.API, Optional.empty()));
  }

  /** Issues a ticket with the hash of {@code data}. */
  public static Operation issue(String opId, String ticketId, String data) {
    Digest hash = Digest.of(Utf8.encode(data));
    return operation(opId, ticketId, new Action.Issue(TicketSource.API, Optional.of(hash)));
  }

  /** Holds a ticket. */
  public static Operation validate(String opId, String ticketId) {
    return operation(opId, ticketId, new Action.Validate());
  }

  /** Finishes a hold. */
  public static Operation consume(String opId, String ticketId) {
    return operation(opId, ticketId, new Action.Consume());
  }

  /** Admits at once. */
  public static Operation admit(String opId, String ticketId) {
    return operation(opId, ticketId, new Action.Admit());
  }

  /** Gives a hold back. */
  public static Operation release(String opId, String ticketId) {
    return operation(opId, ticketId, new Action.Release());
  }

  /** Takes back the admission that the operation {@code admission} made. */
  public static Operation annul(String opId, String ticketId, String admission) {
    return operation(opId, ticketId, new Action.Annul(OpId.ofKey(admission), Optional.empty()));
  }

  /** Freezes a ticket. */
  public static Operation dispute(String opId, String ticketId) {
    return operation(opId, ticketId, new Action.Dispute());
  }

  /** Ends a case. */
  public static Operation resolve(String opId, String ticketId, Action.Verdict verdict) {
    return operation(opId, ticketId, new Action.Resolve(verdict));
  }

  /** Makes a ticket void. */
  public static Operation revoke(String opId, String ticketId) {
    return operation(opId, ticketId, new Action.Revoke(Optional.empty()));
  }

  /** Reads a ticket. */
  public static Operation read(String opId, String ticketId) {
    return operation(opId, ticketId, new Action.Read());
  }

  /** The same operation with another claim. */
  public static Operation with(Claim claim, Operation operation) {
    return new Operation(
        operation.opId(),
        operation.eventId(),
        operation.ticketId(),
        claim,
        operation.action(),
        operation.authorization());
  }

  /** The same operation from {@code gate} and {@code device}; an empty word names none. */
  public static Operation at(String gate, String device, Operation operation) {
    return with(operation.claim().at(label(gate), label(device)), operation);
  }

  /** The same operation by the API key {@code caller}. */
  public static Operation by(String caller, Operation operation) {
    return with(operation.claim().by(label(caller)), operation);
  }

  private static Optional<Label> label(String word) {
    return word.isEmpty() ? Optional.empty() : Optional.of(new Label(word));
  }
}
