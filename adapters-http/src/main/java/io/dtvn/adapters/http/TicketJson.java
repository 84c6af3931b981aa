package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.domain.clock.VectorClock;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.Principal;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.ports.in.QueryTickets.TicketView;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Tickets and their history as the API shows them. */
final class TicketJson {

  private TicketJson() {}

  static ObjectNode of(TicketView view) {
    return of(view.ticket(), view.data());
  }

  static ObjectNode of(Ticket ticket, Optional<Bytes> data) {
    ObjectNode json = Json.object().put("ID", ticket.id().value());
    json.put("State", ticket.state().name());
    json.put("Data", data.map(TicketJson::base64).orElse(null));
    json.put("ValidatorID", ticket.validator().map(ValidatorId::value).orElse(""));
    json.put("Timestamp", ticket.updated() / 1000);
    json.set("VectorClock", clock(ticket.vectorClock()));
    json.set("Metadata", metadata(ticket.source()));
    return json;
  }

  static ObjectNode of(HistoryEntry entry) {
    ObjectNode json = Json.object().put("n", entry.number()).put("seq", entry.sequence());
    json.put("op_index", entry.operationIndex()).put("op_id", entry.opId().toString());
    json.put("type", entry.type().name());
    json.put("from", entry.from().map(Enum::name).orElse(null));
    json.put("to", entry.to().name());
    json.set("principal", principal(entry.principal()));
    json.put("node", entry.node().value());
    entry.claim().gate().ifPresent(gate -> json.put("gate", gate.value()));
    entry.claim().device().ifPresent(device -> json.put("device", device.value()));
    entry.claim().claimedAt().ifPresent(time -> json.put("claimed_at", time));
    json.put("block_time", entry.blockTime());
    json.set("vc", clock(entry.vectorClock()));
    return json;
  }

  private static String base64(Bytes data) {
    return Base64.getEncoder().encodeToString(data.unsafeArray());
  }

  private static ObjectNode clock(VectorClock clock) {
    ObjectNode json = Json.object();
    clock.counts().forEach((validator, count) -> json.put(validator.value(), count));
    return json;
  }

  /** A ticket that a call issued has no source worth a word. */
  private static ObjectNode metadata(TicketSource source) {
    return source == TicketSource.API
        ? Json.object()
        : Json.object().put("source", source.name().toLowerCase(Locale.ROOT));
  }

  private static ObjectNode principal(Principal principal) {
    return switch (principal) {
      case Principal.KeyHolder(var key) -> Json.object().put("key", key.hex());
      case Principal.GatewayCaller(var gateway, Optional<Label> caller) -> {
        ObjectNode json = Json.object().put("gateway", gateway.hex());
        caller.ifPresent(name -> json.put("caller", name.value()));
        yield json;
      }
    };
  }
}
