package io.dtvn.adapters.http;

import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.in.Call;
import io.dtvn.ports.in.ReadTicket;
import io.dtvn.ports.in.UseCases;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Reads that are ordered where {@code consistency=linear} asks for it. Once a READ has its outcome
 * here, this node has executed everything before it, so that its own copy is new enough.
 */
@Singleton
final class OrderedReads {

  /** A read that fences a list is of no ticket in particular. */
  private static final TicketId NO_TICKET = new TicketId("-");

  private final ReadTicket reads;
  private final Obstacles obstacles;
  private final Calls calls;

  OrderedReads(UseCases useCases, Obstacles obstacles, Calls calls) {
    this.reads = useCases.read();
    this.obstacles = obstacles;
    this.calls = calls;
  }

  /** Waits for a place in the order; empty if the caller asks for this node's copy. */
  Optional<Answer> fence(HttpRequest<?> request) {
    return read(request, NO_TICKET);
  }

  /** Waits for the outcome of a READ of {@code ticket}; empty if none is asked for. */
  Optional<Answer> read(HttpRequest<?> request, TicketId ticket) {
    String consistency = request.getParameters().getFirst("consistency").orElse("local");
    return switch (consistency) {
      case "local" -> Optional.empty();
      case "linear" -> Optional.of(read(ticket));
      default -> throw FailedCall.malformed("consistency: want local or linear");
    };
  }

  private Answer read(TicketId ticket) {
    Call call = calls.fresh();
    try {
      return reads.read(call, ticket).toCompletableFuture().join();
    } catch (RuntimeException e) {
      Failure failure =
          obstacles
              .failure(e)
              .orElseThrow(() -> new CompletionException(Obstacles.cause(e)))
              .behind(Words.failedTo(ActionType.READ))
              .about(call.opId());
      throw new FailedCall(failure);
    }
  }
}
