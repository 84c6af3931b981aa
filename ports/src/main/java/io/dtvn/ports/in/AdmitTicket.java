package io.dtvn.ports.in;

import io.dtvn.domain.ticket.TicketId;
import java.util.concurrent.CompletionStage;

/** Admits the holder of a ticket: check and passage at once, the normal call of a gate. */
public interface AdmitTicket {

  /**
   * Orders an ADMIT.
   *
   * <p>Fails with an {@link io.dtvn.ports.out.OrderingException} when there is no outcome.
   */
  CompletionStage<Answer> admit(Call call, TicketId ticket);
}
