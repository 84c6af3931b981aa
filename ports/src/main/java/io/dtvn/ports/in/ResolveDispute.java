package io.dtvn.ports.in;

import io.dtvn.domain.ticket.Action.Verdict;
import io.dtvn.domain.ticket.TicketId;
import java.util.concurrent.CompletionStage;

/** Ends the open case of a ticket. */
public interface ResolveDispute {

  /**
   * Orders a RESOLVE with {@code verdict}.
   *
   * <p>Fails with an {@link io.dtvn.ports.out.OrderingException} when there is no outcome.
   */
  CompletionStage<Answer> resolve(Call call, TicketId ticket, Verdict verdict);
}
