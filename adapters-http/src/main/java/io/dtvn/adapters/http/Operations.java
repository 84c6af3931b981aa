package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.Refusal;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.in.Call;
import io.dtvn.ports.in.QueryTickets;
import io.dtvn.ports.in.UseCases;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks for one operation and answers with its outcome. The answer is made on a thread of its own:
 * the stage completes on the node's, which must not be kept.
 */
@Singleton
final class Operations {

  private final QueryTickets tickets;
  private final Obstacles obstacles;
  private final Executor threads;

  Operations(UseCases useCases, Obstacles obstacles) {
    this.tickets = useCases.tickets();
    this.obstacles = obstacles;
    this.threads = task -> Thread.ofVirtual().name("dtvn-http-answer").start(task);
  }

  /** Orders {@code intent} by {@code order}; every failure becomes a response too. */
  CompletionStage<HttpResponse<byte[]>> run(
      HttpRequest<?> request, Intent intent, Function<Call, CompletionStage<Answer>> order) {
    return begin(() -> order.apply(intent.call()))
        .handleAsync(
            (answer, error) ->
                error == null ? answered(request, intent, answer) : failed(request, intent, error),
            threads);
  }

  /** A stage even where the use case throws at once. */
  static <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> ask) {
    try {
      return ask.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  Executor threads() {
    return threads;
  }

  private HttpResponse<byte[]> failed(HttpRequest<?> request, Intent intent, Throwable error) {
    Failure failure =
        obstacles
            .failure(error)
            .orElseThrow(() -> new CompletionException(Obstacles.cause(error)))
            .behind(Words.failedTo(intent.type()))
            .about(intent.call().opId());
    return Answers.failure(request, failure);
  }

  private HttpResponse<byte[]> answered(HttpRequest<?> request, Intent intent, Answer answer) {
    MutableHttpResponse<byte[]> response =
        switch (answer.outcome()) {
          case Outcome.Applied(ActionType _, TicketState state, long version) ->
              applied(intent, answer, state, version);
          case Outcome.Unchanged _ -> issued(intent).status(HttpStatus.OK);
          case Outcome.Refused(Refusal refusal) ->
              Answers.failure(
                  request, Refusals.failure(intent.type(), intent.ticket(), answer, refusal));
          case Outcome.Found _, Outcome.Repeated _ ->
              throw new IllegalStateException(
                  "outcome: want that of a change, found " + answer.outcome());
        };
    return Answers.mark(response, answer);
  }

  private MutableHttpResponse<byte[]> applied(
      Intent intent, Answer answer, TicketState state, long version) {
    String message = message(intent.type());
    return switch (intent.type()) {
      case ISSUE -> issued(intent);
      case VALIDATE, CONSUME, DISPUTE -> Answers.success(message);
      default -> {
        ObjectNode data = Json.object().put("op_id", answer.opId().toString());
        data.put("state", state.name()).put("version", version);
        data.put("seq", answer.sequence()).put("block_time", answer.blockTime());
        yield Answers.success(message, data);
      }
    };
  }

  /** This node has executed the ISSUE by now, so it knows the ticket. */
  private MutableHttpResponse<byte[]> issued(Intent intent) {
    JsonNode ticket =
        tickets
            .ticket(intent.ticket())
            .map(TicketJson::of)
            .orElseThrow(() -> new IllegalStateException("a ticket is issued, but not there"));
    return Answers.success(message(intent.type()), ticket).status(HttpStatus.CREATED);
  }

  private static String message(ActionType type) {
    return "Ticket " + Words.done(type) + " successfully";
  }
}
