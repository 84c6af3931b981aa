package io.dtvn.ports.in;

import io.dtvn.domain.ticket.TicketId;
import java.util.concurrent.CompletionStage;

/** Gives back a check that was begun. */
public interface ReleaseTicket {

  /**
   * Orders a RELEASE.
   *
   * <p>Fails with an {@link io.dtvn.ports.out.OrderingException} when there is no outcome.
   */
  CompletionStage<Answer> release(Call call, TicketId ticket);
}
