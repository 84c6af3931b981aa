package io.dtvn.application.gateway;

import io.dtvn.application.store.TicketData;
import io.dtvn.domain.ticket.Operation;
import java.time.Duration;
import java.util.Optional;

/**
 * An operation to be ordered.
 *
 * @param operation the operation
 * @param patience how long its caller waits
 * @param data what this node keeps with the ticket, once the operation is ordered
 */
public record Submission(Operation operation, Duration patience, Optional<TicketData> data) {

  /** An operation without data. */
  public Submission(Operation operation, Duration patience) {
    this(operation, patience, Optional.empty());
  }
}
