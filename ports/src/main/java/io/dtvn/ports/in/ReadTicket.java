package io.dtvn.ports.in;

import io.dtvn.domain.ticket.TicketId;
import java.util.concurrent.CompletionStage;

/** Reads a ticket at a place in the total order: no read that started later sees less. */
public interface ReadTicket {

  /**
   * Orders a READ; the outcome is {@link io.dtvn.domain.ticket.Outcome.Found} or a refusal.
   *
   * <p>Fails with an {@link io.dtvn.ports.out.OrderingException} when there is no outcome.
   */
  CompletionStage<Answer> read(Call call, TicketId ticket);
}
