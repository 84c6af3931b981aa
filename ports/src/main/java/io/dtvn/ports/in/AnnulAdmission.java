package io.dtvn.ports.in;

import io.dtvn.domain.ticket.TicketId;
import java.util.concurrent.CompletionStage;

/** Takes an admission back. */
public interface AnnulAdmission {

  /**
   * Orders an ANNUL of the admission made by {@code annulment}'s operation.
   *
   * <p>Fails with an {@link io.dtvn.ports.out.OrderingException} when there is no outcome.
   */
  CompletionStage<Answer> annul(Call call, TicketId ticket, Annulment annulment);
}
