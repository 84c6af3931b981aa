package io.dtvn.ports.in;

import io.dtvn.domain.ticket.TicketId;
import java.util.concurrent.CompletionStage;

/** Finishes the check of a ticket: the person passes. */
public interface ConsumeTicket {

  /**
   * Orders a CONSUME.
   *
   * <p>Fails with an {@link io.dtvn.ports.out.OrderingException} when there is no outcome.
   */
  CompletionStage<Answer> consume(Call call, TicketId ticket);
}
