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
 * @param loss what cannot be taken over although the ticket is; empty: nothing
 */
record PredecessorTicket(ImportRow row, State state, String loss) {

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
      return bad(place, key, "want a ticket of that id, found '%s'".formatted(printable(id)));
    }
    String word = json.path("state").asText("");
    for (State state : State.values()) {
      if (state.name().equals(word)) {
        return of(ImportRow.of(place, cells(id, json.path("data").asText(""))), id, state);
      }
    }
    return bad(
        place,
        key,
        "state '%s': want ISSUED, VALIDATED, CONSUMED or DISPUTED".formatted(printable(word)));
  }

  /** Whoever was let in with it comes in no second time, even if its data is unusable. */
  private static PredecessorTicket of(ImportRow row, String id, State state) {
    ImportRow bare = ImportRow.of(row.line(), cells(id, ""));
    boolean without =
        state == State.CONSUMED && !row.objection().isEmpty() && bare.objection().isEmpty();
    return without
        ? new PredecessorTicket(bare, state, "taken over without its data: " + row.objection())
        : new PredecessorTicket(row, state, "");
  }

  private static Map<String, String> cells(String id, String data) {
    return Map.of("ticket_id", id, "data", data);
  }

  private static PredecessorTicket bad(long place, String key, String objection) {
    return new PredecessorTicket(
        ImportRow.bad(place, printable(key) + ": " + objection), State.ISSUED, "");
  }

  /** A hostile file does not write to the terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
