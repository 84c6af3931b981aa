package io.dtvn.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a validator says of itself.
 *
 * @param ready whether it takes calls that are ordered
 * @param role {@code primary}, {@code backup} or {@code learner}; empty before it answers
 * @param peerId its key in libp2p's form; empty before it answers
 * @param peers other validators that it is connected to
 * @param objection why it is not ready, in words; empty if it is
 */
public record NodeFacts(boolean ready, String role, String peerId, int peers, String objection) {

  /** Nothing answers at its API. */
  static final NodeFacts SILENT = new NodeFacts(false, "", "", 0, "does not answer yet");

  /** Whether its API answers. */
  public boolean answers() {
    return !role.isEmpty();
  }

  /** Whether nothing more will come of waiting: it is ready, or a learner. */
  boolean isSettled() {
    return ready || role.equals("learner");
  }

  /** From {@code /health/ready} and the data of {@code /api/v1/stats}. */
  static NodeFacts of(JsonNode ready, JsonNode stats) {
    return new NodeFacts(
        ready.path("ready").asBoolean(),
        role(stats),
        stats.path("peer_id").asText(),
        stats.path("peer_count").asInt(),
        objections(ready));
  }

  private static String role(JsonNode stats) {
    if (stats.path("role").asText().equals("LEARNER")) {
      return "learner";
    }
    return stats.path("is_primary").asBoolean() ? "primary" : "backup";
  }

  private static String objections(JsonNode ready) {
    List<String> objections = new ArrayList<>();
    for (Map.Entry<String, JsonNode> check : ready.path("checks").properties()) {
      if (!check.getValue().asText().startsWith("ok")) {
        objections.add("%s: %s".formatted(check.getKey(), check.getValue().asText()));
      }
    }
    return String.join("; ", objections);
  }
}
