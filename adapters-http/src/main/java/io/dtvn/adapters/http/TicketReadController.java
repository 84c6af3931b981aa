package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.in.QueryTickets;
import io.dtvn.ports.in.QueryTickets.TicketView;
import io.dtvn.ports.in.UseCases;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/** Reads tickets: this node's copy, or the copy once it has everything that was ordered before. */
@Controller("/api/v1/tickets")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketReadController {

  private final QueryTickets tickets;
  private final OrderedReads ordered;
  private final AnswerSpace space;

  TicketReadController(UseCases useCases, OrderedReads ordered, AnswerSpace space) {
    this.tickets = useCases.tickets();
    this.ordered = ordered;
    this.space = space;
  }

  @Get
  HttpResponse<ByteBuf> list(HttpRequest<?> request) {
    TicketList list = TicketList.of(request.getParameters());
    Optional<Answer> fence = ordered.fence(request);
    return space.make(
        () -> {
          ListWriter.Written written =
              new ListWriter(tickets, space).write("Tickets retrieved successfully", list);
          MutableHttpResponse<ByteBuf> response =
              HttpResponse.ok(written.body()).contentType(MediaType.APPLICATION_JSON_TYPE);
          written
              .moreBehind()
              .ifPresent(last -> response.header(HttpHeaders.LINK, list.linkBehind(last)));
          fence.ifPresent(answer -> Answers.mark(response, answer));
          return response;
        });
  }

  @Get("/{id}")
  HttpResponse<byte[]> ticket(HttpRequest<?> request, String id) {
    TicketId ticket = Fields.ticketId(id);
    Optional<Answer> read = ordered.read(request, ticket);
    Optional<TicketView> view = view(ticket, read);
    MutableHttpResponse<byte[]> response =
        view.map(found -> Answers.success("Ticket retrieved successfully", TicketJson.of(found)))
            .orElseGet(() -> Answers.failure(request, notFound(ticket, read)));
    return marked(response, read);
  }

  @Get("/{id}/history")
  HttpResponse<ByteBuf> history(HttpRequest<?> request, String id) {
    TicketId ticket = Fields.ticketId(id);
    Optional<Answer> read = ordered.read(request, ticket);
    return space.make(
        () -> {
          List<HistoryEntry> entries = tickets.history(ticket);
          if (entries.isEmpty()) {
            throw new FailedCall(notFound(ticket, read));
          }
          ArrayNode data = Json.array();
          entries.forEach(entry -> data.add(TicketJson.of(entry)));
          byte[] line =
              Json.line(
                  Answers.envelope("Ticket history retrieved successfully").set("data", data));
          MutableHttpResponse<ByteBuf> response =
              HttpResponse.ok(space.hold(line)).contentType(MediaType.APPLICATION_JSON_TYPE);
          return marked(response, read);
        });
  }

  /** An ordered read has its own picture of the ticket; the data is at this node or nowhere. */
  private Optional<TicketView> view(TicketId id, Optional<Answer> read) {
    Optional<TicketView> local = tickets.ticket(id);
    if (read.isEmpty()) {
      return local;
    }
    Optional<Bytes> data = local.flatMap(TicketView::data);
    return read.get().outcome() instanceof Outcome.Found(var ticket)
        ? Optional.of(new TicketView(ticket, data))
        : Optional.empty();
  }

  private static <T> MutableHttpResponse<T> marked(
      MutableHttpResponse<T> response, Optional<Answer> read) {
    read.ifPresent(answer -> Answers.mark(response, answer));
    return response;
  }

  private static Failure notFound(TicketId id, Optional<Answer> read) {
    Failure failure =
        Failure.of(404, "UNKNOWN_TICKET", "Ticket not found: ticket %s not found".formatted(id));
    return read.map(answer -> failure.about(answer.opId())).orElse(failure);
  }
}
