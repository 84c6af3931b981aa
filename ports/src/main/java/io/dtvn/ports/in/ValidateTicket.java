package io.dtvn.ports.in;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.ticket.TicketId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Checks a ticket: presented and genuine, the person has not passed yet. */
public interface ValidateTicket {

  /**
   * Orders a VALIDATE. Where implicit issue is on, an unknown ticket is issued in the same bundle,
   * and {@code data} stays at this node with it; otherwise {@code data} is dropped.
   *
   * <p>Fails with an {@link io.dtvn.ports.out.OrderingException} when there is no outcome.
   */
  CompletionStage<Answer> validate(Call call, TicketId ticket, Optional<Bytes> data);
}
