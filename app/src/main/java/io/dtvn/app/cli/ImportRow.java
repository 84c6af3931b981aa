package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.ticket.TicketId;
import java.util.Base64;
import java.util.Map;

/**
 * One row of an import.
 *
 * @param line the number of its line, from 1
 * @param ticketId the ticket's id; empty if the row has an objection
 * @param body what is sent to the node
 * @param objection why the row cannot be sent; empty: it can
 */
record ImportRow(long line, String ticketId, ObjectNode body, String objection) {

  /** Base64 of 4 KiB. */
  private static final int DATA_CHARS_MAX = 5464;

  /** The row with these cells; empty cells count as absent. */
  static ImportRow of(long line, Map<String, String> cells) {
    ObjectNode body = NodeClient.JSON.createObjectNode();
    String id = cells.getOrDefault("ticket_id", "");
    try {
      body.put("ticket_id", new TicketId(id).value());
      String data = cells.getOrDefault("data", "");
      if (!data.isEmpty()) {
        checkData(data);
        body.put("data", data);
      }
      String hash = cells.getOrDefault("data_hash", "");
      if (!hash.isEmpty()) {
        body.put("data_hash", Digest.parse(hash).hex());
      }
      return new ImportRow(line, id, body, "");
    } catch (MalformedException e) {
      return bad(line, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return bad(line, "data: want base64 with padding");
    }
  }

  /** A row that cannot be read. */
  static ImportRow bad(long line, String objection) {
    return new ImportRow(line, "", NodeClient.JSON.createObjectNode(), objection);
  }

  private static void checkData(String data) {
    if (data.length() > DATA_CHARS_MAX) {
      throw new MalformedException("data: want at most 4096 bytes, found more");
    }
    Base64.getDecoder().decode(data);
  }
}
