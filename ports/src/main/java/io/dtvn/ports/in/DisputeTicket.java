package io.dtvn.ports.in;

import io.dtvn.domain.ticket.TicketId;
import java.util.concurrent.CompletionStage;

/** Freezes a ticket until somebody resolves the case. */
public interface DisputeTicket {

  /**
   * Orders a DISPUTE.
   *
   * <p>Fails with an {@link io.dtvn.ports.out.OrderingException} when there is no outcome.
   */
  CompletionStage<Answer> dispute(Call call, TicketId ticket);
}
