package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.Digest;
import java.util.Optional;

/**
 * One change of one ticket, as asked for. Immutable; its canonical form is written by {@link
 * OperationCodec} and is at most {@value #MAX_BYTES} bytes long.
 *
 * @param opId what makes a retry recognise itself
 * @param eventId the event the caller means
 * @param ticketId the ticket
 * @param claim what the caller says of itself
 * @param action what to do
 * @param authorization the caller's own signature, if it has a key
 */
public record Operation(
    OpId opId,
    Label eventId,
    TicketId ticketId,
    Claim claim,
    Action action,
    Optional<Authorization> authorization) {

  /** The largest canonical form. */
  public static final int MAX_BYTES = 4096;

  /** An operation on a ticket of the event {@code default} that carries no signature. */
  public static Operation unsigned(OpId opId, TicketId ticketId, Claim claim, Action action) {
    return new Operation(opId, DEFAULT_EVENT, ticketId, claim, action, Optional.empty());
  }

  private static final Label DEFAULT_EVENT = new Label("default");

  /** SHA-256 over the canonical form, signature included: what "equal bytes" means. */
  public Digest digest() {
    return OperationCodec.encode(this).sha256();
  }
}
