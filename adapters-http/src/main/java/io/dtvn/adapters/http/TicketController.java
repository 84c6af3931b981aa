package io.dtvn.adapters.http;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.ticket.Action.AnnulReason;
import io.dtvn.domain.ticket.Action.RevokeReason;
import io.dtvn.domain.ticket.Action.Verdict;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.ports.in.Annulment;
import io.dtvn.ports.in.IssueTickets.NewTicket;
import io.dtvn.ports.in.UseCases;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One operation on one ticket. */
@Controller("/api/v1/tickets")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class TicketController {

  private final UseCases useCases;
  private final Operations operations;
  private final Calls calls;

  TicketController(UseCases useCases, Operations operations, Calls calls) {
    this.useCases = useCases;
    this.operations = operations;
    this.calls = calls;
  }

  @Post
  CompletionStage<HttpResponse<byte[]>> issue(HttpRequest<byte[]> request) {
    Fields fields = Fields.of(request);
    Optional<Bytes> data = fields.data();
    NewTicket ticket =
        new NewTicket(fields.ticketId(), Fields.bounded(data), fields.dataHash(), TicketSource.API);
    Intent intent = new Intent(ActionType.ISSUE, ticket.id(), calls.of(request));
    return operations.run(request, intent, call -> useCases.issue().issue(call, ticket));
  }

  @Post("/validate")
  CompletionStage<HttpResponse<byte[]>> validate(HttpRequest<byte[]> request) {
    Fields fields = Fields.of(request);
    Optional<Bytes> data = fields.data();
    Intent intent = intent(ActionType.VALIDATE, request, fields);
    Optional<Bytes> bounded = Fields.bounded(data);
    return operations.run(
        request, intent, call -> useCases.validate().validate(call, intent.ticket(), bounded));
  }

  @Post("/consume")
  CompletionStage<HttpResponse<byte[]>> consume(HttpRequest<byte[]> request) {
    Intent intent = intent(ActionType.CONSUME, request, Fields.of(request));
    return operations.run(
        request, intent, call -> useCases.consume().consume(call, intent.ticket()));
  }

  @Post("/dispute")
  CompletionStage<HttpResponse<byte[]>> dispute(HttpRequest<byte[]> request) {
    Intent intent = intent(ActionType.DISPUTE, request, Fields.of(request));
    return operations.run(
        request, intent, call -> useCases.dispute().dispute(call, intent.ticket()));
  }

  @Post("/admit")
  CompletionStage<HttpResponse<byte[]>> admit(HttpRequest<byte[]> request) {
    Intent intent = atGate(ActionType.ADMIT, request, Fields.of(request));
    return operations.run(request, intent, call -> useCases.admit().admit(call, intent.ticket()));
  }

  @Post("/release")
  CompletionStage<HttpResponse<byte[]>> release(HttpRequest<byte[]> request) {
    Intent intent = atGate(ActionType.RELEASE, request, Fields.of(request));
    return operations.run(
        request, intent, call -> useCases.release().release(call, intent.ticket()));
  }

  @Post("/annul")
  CompletionStage<HttpResponse<byte[]>> annul(HttpRequest<byte[]> request) {
    Fields fields = Fields.of(request);
    Intent intent = atGate(ActionType.ANNUL, request, fields);
    Annulment annulment =
        new Annulment(fields.opId("admission"), fields.word("reason", AnnulReason.class));
    return operations.run(
        request, intent, call -> useCases.annul().annul(call, intent.ticket(), annulment));
  }

  @Post("/resolve")
  CompletionStage<HttpResponse<byte[]>> resolve(HttpRequest<byte[]> request) {
    Fields fields = Fields.of(request);
    Intent intent = intent(ActionType.RESOLVE, request, fields);
    Verdict verdict =
        fields
            .word("outcome", Verdict.class)
            .orElseThrow(() -> FailedCall.malformed("outcome is required"));
    return operations.run(
        request, intent, call -> useCases.resolve().resolve(call, intent.ticket(), verdict));
  }

  @Post("/revoke")
  CompletionStage<HttpResponse<byte[]>> revoke(HttpRequest<byte[]> request) {
    Fields fields = Fields.of(request);
    Intent intent = intent(ActionType.REVOKE, request, fields);
    Optional<RevokeReason> reason = fields.word("reason", RevokeReason.class);
    return operations.run(
        request, intent, call -> useCases.revoke().revoke(call, intent.ticket(), reason));
  }

  /** The predecessor's calls name neither gate nor device; what stands there is ignored. */
  private Intent intent(ActionType type, HttpRequest<byte[]> request, Fields fields) {
    return new Intent(type, fields.ticketId(), calls.of(request));
  }

  private Intent atGate(ActionType type, HttpRequest<byte[]> request, Fields fields) {
    return new Intent(type, fields.ticketId(), calls.of(request, fields));
  }
}
