package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.in.Call;
import io.dtvn.ports.in.IssueTickets;
import io.dtvn.ports.in.IssueTickets.NewTicket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/**
 * Tickets to be issued at once, row by row: a row that breaks a rule keeps no other one from being
 * ordered.
 */
final class IssueBatch {

  static final int ROWS_MAX = 1000;

  private final List<Row> rows;

  private IssueBatch(List<Row> rows) {
    this.rows = rows;
  }

  /** A row as it was sent, and the ticket in it or what is wrong with it. */
  record Row(String ticketId, Call call, Optional<NewTicket> ticket, Optional<Failure> objection) {}

  /**
   * Reads every row of {@code array}.
   *
   * @throws FailedCall with 400 if one has another shape than a ticket, or if there are too many
   */
  static IssueBatch read(JsonNode array, IntFunction<Call> callOfRow) {
    if (array.size() > ROWS_MAX) {
      throw FailedCall.malformed(
          "tickets: want at most %d, found %d".formatted(ROWS_MAX, array.size()));
    }
    List<Row> rows = new ArrayList<>(array.size());
    for (JsonNode row : array) {
      rows.add(read(Fields.of(row), callOfRow.apply(rows.size())));
    }
    return new IssueBatch(rows);
  }

  private static Row read(Fields fields, Call call) {
    String id = fields.ticketIdText();
    Optional<Bytes> data = fields.data();
    try {
      Optional<Digest> dataHash = fields.dataHash();
      NewTicket ticket =
          new NewTicket(Fields.ticketId(id), Fields.bounded(data), dataHash, TicketSource.IMPORT);
      return new Row(id, call, Optional.of(ticket), Optional.empty());
    } catch (FailedCall broken) {
      return new Row(id, call, Optional.empty(), Optional.of(broken.failure()));
    }
  }

  /** Orders the rows and waits for all of them; the stage fails only by a bug of ours. */
  CompletionStage<BatchResults> order(IssueTickets issue, Obstacles obstacles) {
    List<Row> good = rows.stream().filter(row -> row.ticket().isPresent()).toList();
    List<CompletionStage<Answer>> stages =
        issue.issueAll(
            good.stream().map(Row::call).toList(),
            good.stream().map(row -> row.ticket().orElseThrow()).toList());
    List<CompletableFuture<RowResult>> results = new ArrayList<>(rows.size());
    int next = 0;
    for (Row row : rows) {
      if (row.objection().isPresent()) {
        results.add(
            CompletableFuture.completedFuture(
                RowResult.failed(row.ticketId(), row.objection().get())));
      } else {
        results.add(result(row, stages.get(next), obstacles).toCompletableFuture());
        next++;
      }
    }
    return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
        .thenApply(_ -> new BatchResults(results.stream().map(CompletableFuture::join).toList()));
  }

  private static CompletionStage<RowResult> result(
      Row row, CompletionStage<Answer> stage, Obstacles obstacles) {
    return stage
        .thenApply(answer -> RowResult.of(row.ticketId(), answer))
        .exceptionallyCompose(
            error ->
                obstacles
                    .failure(error)
                    .map(failure -> RowResult.failed(row.ticketId(), failure))
                    .<CompletionStage<RowResult>>map(CompletableFuture::completedFuture)
                    .orElseGet(() -> CompletableFuture.failedFuture(error)));
  }
}
