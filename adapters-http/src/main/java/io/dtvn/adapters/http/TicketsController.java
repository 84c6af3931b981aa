package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.ports.in.Call;
import io.dtvn.ports.in.UseCases;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Many tickets at once. */
@Controller("/api/v1/tickets")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class TicketsController {

  private final UseCases useCases;
  private final Operations operations;
  private final Obstacles obstacles;
  private final Calls calls;

  TicketsController(UseCases useCases, Operations operations, Obstacles obstacles, Calls calls) {
    this.useCases = useCases;
    this.operations = operations;
    this.obstacles = obstacles;
    this.calls = calls;
  }

  /** Reading up to 4 MiB is no work for an event loop. */
  @Post("/batch")
  @ExecuteOn(TaskExecutors.BLOCKING)
  CompletionStage<HttpResponse<byte[]>> issueAll(HttpRequest<byte[]> request) {
    Optional<String> key = OpIds.key(request.getHeaders());
    JsonNode rows =
        Fields.of(request)
            .array("tickets")
            .orElseThrow(() -> FailedCall.malformed("tickets is required"));
    IssueBatch batch = IssueBatch.read(rows, row -> calls.ofRow(key, row));
    return Operations.begin(() -> batch.order(useCases.issue(), obstacles))
        .handleAsync(
            (results, error) ->
                error == null
                    ? results.response(request)
                    : failed(request, error, "Failed to issue tickets: "),
            operations.threads());
  }

  @Post("/seed")
  CompletionStage<HttpResponse<byte[]>> seed(HttpRequest<?> request) {
    Call call = calls.of(request);
    return Operations.begin(() -> useCases.seed().seed(call))
        .handleAsync(
            (count, error) ->
                error == null
                    ? seeded(call, count)
                    : failed(request, error, "Failed to seed tickets: "),
            operations.threads());
  }

  private static HttpResponse<byte[]> seeded(Call call, int count) {
    return Answers.success("Seeded %d tickets".formatted(count), Json.object().put("seeded", count))
        .header(Answers.OP_ID, call.opId().toString());
  }

  private HttpResponse<byte[]> failed(HttpRequest<?> request, Throwable error, String prefix) {
    Failure failure =
        obstacles.failure(error).orElseThrow(() -> new CompletionException(Obstacles.cause(error)));
    return Answers.failure(request, failure.behind(prefix));
  }
}
