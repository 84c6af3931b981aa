package io.dtvn.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.app.client.NodeClient;
import io.dtvn.ports.out.Scan;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A ticket as the predecessor stored it: JSON under its id, with {@code id}, {@code state} and
 * {@code data} in base64. What else stands there (who validated it, vector clock, metadata) is one
 * node's own view, which nobody signed, and is left behind.
 *
 * @param row what is sent to issue it, with the place of the ticket in its bucket for its line
 * @param state how far it had come
 */
record PredecessorTicket(ImportRow row, State state) {

  /** States that the predecessor had, and how a ticket that was issued here gets there. */
  enum State {
    ISSUED(""),
    VALIDATED("validate"),
    /** One step, so that nobody is let in between two. */
    CONSUMED("admit"),
    DISPUTED("dispute");

    private final String verb;

    State(String verb) {
      this.verb = verb;
    }

    /** The last part of the path that is called; empty: nothing has to be. */
    String verb() {
      return verb;
    }

    /** Whether a ticket that was found in {@code found} is at least as far. */
    boolean isReachedBy(String found) {
      return found.equals(name()) || (this == VALIDATED && found.equals(CONSUMED.name()));
    }
  }

  /** Reads the entry that stands at {@code place}, from 1; a bad one has an objection. */
  static PredecessorTicket of(long place, Scan.Entry entry) {
    String key = new String(entry.key().toBytes(), StandardCharsets.UTF_8);
    try {
      JsonNode json =
          NodeClient.JSON.readTree(new String(entry.value().toBytes(), StandardCharsets.UTF_8));
      return of(place, key, json);
    } catch (JsonProcessingException _) {
      return bad(place, key, "want JSON, found something else");
    }
  }

  private static PredecessorTicket of(long place, String key, JsonNode json) {
    String id = json.path("id").asText("");
    if (!id.equals(key)) {
      return bad(place, key, "want a ticket of that id, found '%s'".formatted(id));
    }
    String word = json.path("state").asText("");
    for (State state : State.values()) {
      if (state.name().equals(word)) {
        String data = json.path("data").asText("");
        return new PredecessorTicket(
            ImportRow.of(place, Map.of("ticket_id", id, "data", data)), state);
      }
    }
    return bad(
        place, key, "state '%s': want ISSUED, VALIDATED, CONSUMED or DISPUTED".formatted(word));
  }

  private static PredecessorTicket bad(long place, String key, String objection) {
    return new PredecessorTicket(ImportRow.bad(place, key + ": " + objection), State.ISSUED);
  }
}
