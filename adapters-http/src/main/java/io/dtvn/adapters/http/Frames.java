package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.ports.in.WatchTickets.TicketChange;
import java.util.List;

/** The text frames that tell of a change, one JSON object and a newline each. */
final class Frames {

  private Frames() {}

  static List<byte[]> of(TicketChange change) {
    return switch (change) {
      case TicketChange.Seeded(int count, long blockTime) ->
          List.of(frame(Json.object().put("count", count), blockTime, "tickets_seeded"));
      case TicketChange.Changed changed ->
          words(changed.type()).stream().map(word -> frame(changed, word)).toList();
    };
  }

  private static byte[] frame(TicketChange.Changed changed, String word) {
    ObjectNode start = Json.object().put("ticket_id", changed.ticketId().value());
    return frame(start, changed.blockTime(), "ticket_" + word);
  }

  private static byte[] frame(ObjectNode start, long blockTimeMillis, String type) {
    return Json.line(start.put("timestamp", blockTimeMillis / 1000).put("type", type));
  }

  private static List<String> words(ActionType type) {
    return switch (type) {
      case ADMIT -> List.of(Words.done(ActionType.VALIDATE), Words.done(ActionType.CONSUME));
      case READ -> List.of();
      default -> List.of(Words.done(type));
    };
  }
}
