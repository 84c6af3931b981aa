package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.adapters.http.RowResult.Status;
import io.dtvn.ports.in.Answer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Optional;

/** What became of all rows of a batch, in the order of the rows. */
record BatchResults(List<RowResult> rows) {

  HttpResponse<byte[]> response(HttpRequest<?> request) {
    Optional<Failure> shared = sharedObstacle();
    if (shared.isPresent()) {
      return Answers.failure(request, shared.get().behind("Failed to issue tickets: "));
    }
    long created = count(Status.CREATED);
    long unchanged = count(Status.UNCHANGED);
    ObjectNode data = Json.object().put("created", created).put("unchanged", unchanged);
    data.put("failed", rows.size() - created - unchanged);
    ArrayNode results = data.putArray("results");
    rows.forEach(row -> results.add(row.json()));
    MutableHttpResponse<byte[]> response =
        Answers.success("Issued %d tickets".formatted(created), data);
    List<Answer> answers = rows.stream().flatMap(row -> row.answer().stream()).toList();
    answers.stream()
        .mapToLong(Answer::sequence)
        .max()
        .ifPresent(last -> response.header(Answers.SEQUENCE, Long.toString(last)));
    if (!answers.isEmpty() && answers.stream().allMatch(Answer::replayed)) {
      response.header(Answers.REPLAYED, "true");
    }
    return response;
  }

  /** What kept every single row from an answer is the answer to the whole. */
  private Optional<Failure> sharedObstacle() {
    if (rows.isEmpty() || rows.stream().anyMatch(row -> row.answer().isPresent())) {
      return Optional.empty();
    }
    return rows.getFirst()
        .failure()
        .filter(Failure::isRetryable)
        .filter(
            first -> rows.stream().allMatch(row -> row.code().equals(Optional.of(first.code()))));
  }

  private long count(Status status) {
    return rows.stream().filter(row -> row.status() == status).count();
  }
}
