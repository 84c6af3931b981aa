package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.Admission;
import io.dtvn.domain.ticket.Refusal;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.in.Answer;
import java.util.Optional;

/** Puts the ledger's "no" into a status, words and data. */
final class Refusals {

  private Refusals() {}

  /** What {@code answer}, a refusal to do {@code type} with {@code ticket}, looks like. */
  static Failure failure(ActionType type, TicketId ticket, Answer answer, Refusal refusal) {
    String code = refusal.code().name();
    String text = Words.failedTo(type) + text(type, ticket, refusal);
    Failure failure = Failure.of(status(refusal.code()), code, text).about(answer.opId());
    return refusal.found().map(state -> failure.with(data(state, refusal, answer))).orElse(failure);
  }

  static int status(RefusalCode code) {
    return switch (code) {
      case MALFORMED -> 400;
      case NOT_AUTHORISED -> 403;
      case UNKNOWN_TICKET -> 404;
      case ID_REUSED -> 422;
      case EXPIRED -> 503;
      case REVOKED,
          DISPUTED,
          TOO_LATE,
          ALREADY_ADMITTED_HERE,
          ALREADY_ADMITTED,
          HELD_ELSEWHERE,
          WRONG_STATE,
          VERSION_CONFLICT,
          ID_CONFLICT,
          NOT_HOLDER,
          REJECTED_OLD,
          BUNDLE_REUSED ->
          409;
    };
  }

  private static String text(ActionType type, TicketId ticket, Refusal refusal) {
    String subject = "ticket " + ticket;
    return switch (refusal.code()) {
      case UNKNOWN_TICKET ->
          type == ActionType.VALIDATE
              ? subject + " not found — ticket must be issued before validation"
              : subject + " not found";
      case REVOKED -> subject + " is revoked";
      case DISPUTED, ALREADY_ADMITTED, ALREADY_ADMITTED_HERE, WRONG_STATE ->
          subject + stateText(type, refusal);
      case HELD_ELSEWHERE -> subject + " is being checked elsewhere";
      case TOO_LATE -> subject + " was admitted too long ago";
      case NOT_HOLDER -> subject + " was admitted by another caller";
      case VERSION_CONFLICT -> subject + " has another version";
      case ID_CONFLICT -> subject + " exists with other content";
      case ID_REUSED -> "the idempotency key was used for another operation";
      case MALFORMED -> "the operation breaks a rule";
      case NOT_AUTHORISED -> "this node may not submit operations";
      case EXPIRED -> "its time had passed when its turn came";
      case REJECTED_OLD, BUNDLE_REUSED -> "it came too late to be told from an older one";
    };
  }

  /** The predecessor's words where it had them. */
  private static String stateText(ActionType type, Refusal refusal) {
    TicketState state = refusal.found().orElse(TicketState.ISSUED);
    if (type == ActionType.CONSUME) {
      return " is not validated (current state: %s)".formatted(state);
    }
    return switch (refusal.code()) {
      case DISPUTED -> " is disputed";
      case ALREADY_ADMITTED, ALREADY_ADMITTED_HERE -> " already consumed";
      default ->
          type == ActionType.VALIDATE && state == TicketState.VALIDATED
              ? " already validated"
              : " cannot be %s (current state: %s)".formatted(Words.done(type), state);
    };
  }

  private static ObjectNode data(TicketState found, Refusal refusal, Answer answer) {
    ObjectNode data = Json.object().put("state", found.name()).put("version", refusal.version());
    refusal.first().ifPresent(first -> data.set("first", first(first)));
    Optional<Admission> first = refusal.first();
    if (refusal.code() == RefusalCode.ALREADY_ADMITTED_HERE && first.isPresent()) {
      data.put("seconds", (answer.blockTime() - first.get().blockTime()) / 1000);
    }
    refusal.blocking().ifPresent(opId -> data.put(blocking(refusal.code()), opId.toString()));
    return data;
  }

  /** What the operation that stands in the way is to the ticket. */
  private static String blocking(RefusalCode code) {
    return switch (code) {
      case DISPUTED -> "dispute";
      case HELD_ELSEWHERE -> "hold";
      default -> "admission";
    };
  }

  private static ObjectNode first(Admission admission) {
    ObjectNode first = Json.object().put("op_id", admission.opId().toString());
    first.put("node", admission.node().value());
    admission.gate().ifPresent(gate -> first.put("gate", gate.value()));
    return first.put("block_time", admission.blockTime());
  }
}
