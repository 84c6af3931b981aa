package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The network as one node sees it, for people.
 *
 * @param ready answer of {@code /health/ready}
 * @param stats data of {@code /api/v1/stats}
 * @param peers data of {@code /api/v1/peers}
 */
record StatusTable(JsonNode ready, JsonNode stats, JsonNode peers) {

  /** In front of what a condition that holds has to say. */
  private static final String REMARK = "ok; ";

  private static final int PEER_CHARS = 16;
  private static final int LAG_TOLERATED = 64;
  private static final String ROW = "%-12s %-8s %-17s %5s %8s %6s %10s  %s";

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d validators, %d must agree, %d may fail; as %s sees it"
            .formatted(
                stats.path("total_nodes").asInt(),
                stats.path("quorum").asInt(),
                stats.path("f").asInt(),
                stats.path("node_id").asText()));
    lines.add(
        "view %d, primary %s; height %d, stable checkpoint %d; state root %s at %d"
            .formatted(
                stats.path("view").asLong(),
                stats.path("primary").asText(),
                stats.path("last_executed").asLong(),
                stats.path("stable_checkpoint").asLong(),
                abridged(stats.path("state_root").asText()),
                stats.path("state_root_at").asLong()));
    lines.add("");
    lines.add(ROW.formatted("node", "role", "peer", "view", "height", "lag", "connected", "state"));
    stats.path("members").forEach(member -> lines.add(row(member)));
    lines.add("");
    addRefused(lines);
    addVerdict(lines);
    return lines;
  }

  private String row(JsonNode member) {
    boolean heard = member.has("last_executed");
    long lag = Math.max(0, height() - member.path("last_executed").asLong());
    return ROW.formatted(
            member.path("id").asText(),
            role(member),
            abridged(member.path("peer_id").asText()),
            heard ? member.path("view").asText() : "-",
            heard ? member.path("last_executed").asText() : "-",
            heard ? lag : "-",
            isSelf(member) ? "itself" : member.path("connected").asBoolean() ? "yes" : "no",
            state(member, lag))
        .stripTrailing();
  }

  private static String role(JsonNode member) {
    if (member.path("standing").asText().equals("LEARNER")) {
      return "learner";
    }
    return member.path("is_primary").asBoolean() ? "primary" : "backup";
  }

  private String state(JsonNode member, long lag) {
    List<String> words = new ArrayList<>();
    if (member.has("alarm")) {
      words.add("ALARM: " + member.path("alarm").asText());
    }
    if (isSelf(member)) {
      words.add(ready.path("ready").asBoolean() ? "ready" : "not ready, see below");
    } else if (!member.path("connected").asBoolean()) {
      words.add("not connected");
    } else if (!member.has("standing")) {
      words.add("connected, not heard of yet");
    }
    switch (member.path("standing").asText()) {
      case "LEARNER" -> words.add("learner: may not vote in this epoch");
      case "ASKING" -> words.add("asks for its votes, does not vote yet");
      default -> {}
    }
    if (member.has("last_executed") && lag > LAG_TOLERATED) {
      words.add("catching up");
    }
    return words.isEmpty() ? "votes" : String.join("; ", words);
  }

  private boolean isSelf(JsonNode member) {
    return member.path("id").asText().equals(stats.path("node_id").asText());
  }

  /** What f+1 validators say they have reached, so a correct one: a liar alone lets none lag. */
  private long height() {
    List<Long> heights = new ArrayList<>();
    stats.path("members").forEach(m -> heights.add(m.path("last_executed").asLong()));
    heights.sort(Comparator.reverseOrder());
    int liars = stats.path("f").asInt();
    long others = liars < heights.size() ? heights.get(liars) : 0;
    return Math.max(others, stats.path("last_executed").asLong());
  }

  private void addRefused(List<String> lines) {
    List<String> refused = new ArrayList<>();
    for (JsonNode entry : peers.path("refused")) {
      refused.add("%s %d".formatted(entry.path("reason").asText(), entry.path("count").asLong()));
    }
    if (!refused.isEmpty()) {
      lines.add("refused since its start: " + String.join(", ", refused));
    }
  }

  private void addVerdict(List<String> lines) {
    if (ready.path("ready").asBoolean()) {
      lines.add("ready");
    }
    for (Map.Entry<String, JsonNode> check : ready.path("checks").properties()) {
      String words = check.getValue().asText();
      if (words.startsWith(REMARK)) {
        lines.add("note: " + words.substring(REMARK.length()));
      } else if (!words.equals("ok")) {
        lines.add("not ready: %s: %s".formatted(check.getKey(), words));
      }
    }
  }

  private static String abridged(String text) {
    return text.length() <= PEER_CHARS ? text : text.substring(0, PEER_CHARS) + "…";
  }
}
