package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.Refusal;
import io.dtvn.ports.in.Answer;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one row of a batch.
 *
 * @param ticketId as it was sent
 * @param status the word for it
 * @param code why it failed
 * @param answer the ledger's, if there is one
 * @param failure what kept it from an answer
 */
record RowResult(
    String ticketId,
    Status status,
    Optional<String> code,
    Optional<Answer> answer,
    Optional<Failure> failure) {

  /** The words for a row, lower-case outside. */
  enum Status {
    CREATED,
    UNCHANGED,
    ERROR,
    UNKNOWN
  }

  private static final int OUTCOME_UNKNOWN = 504;

  static RowResult of(String ticketId, Answer answer) {
    Optional<Answer> known = Optional.of(answer);
    return switch (answer.outcome()) {
      case Outcome.Applied _ ->
          new RowResult(ticketId, Status.CREATED, Optional.empty(), known, Optional.empty());
      case Outcome.Unchanged _ ->
          new RowResult(ticketId, Status.UNCHANGED, Optional.empty(), known, Optional.empty());
      case Outcome.Refused(Refusal refusal) ->
          new RowResult(
              ticketId, Status.ERROR, Optional.of(refusal.code().name()), known, Optional.empty());
      case Outcome.Found _, Outcome.Repeated _ ->
          throw new IllegalStateException(
              "outcome: want that of an ISSUE, found " + answer.outcome());
    };
  }

  static RowResult failed(String ticketId, Failure failure) {
    Status status = failure.status() == OUTCOME_UNKNOWN ? Status.UNKNOWN : Status.ERROR;
    return new RowResult(
        ticketId, status, Optional.of(failure.code()), Optional.empty(), Optional.of(failure));
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("ticket_id", ticketId);
    json.put("status", status.name().toLowerCase(Locale.ROOT));
    code.ifPresent(word -> json.put("code", word));
    return json;
  }
}
