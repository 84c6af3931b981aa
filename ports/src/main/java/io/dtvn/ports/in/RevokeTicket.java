package io.dtvn.ports.in;

import io.dtvn.domain.ticket.Action.RevokeReason;
import io.dtvn.domain.ticket.TicketId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Makes a ticket void. */
public interface RevokeTicket {

  /**
   * Orders a REVOKE.
   *
   * <p>Fails with an {@link io.dtvn.ports.out.OrderingException} when there is no outcome.
   */
  CompletionStage<Answer> revoke(Call call, TicketId ticket, Optional<RevokeReason> reason);
}
