package io.dtvn.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.app.client.NodeClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node knows of the network, in words. */
class StatusTest {

  private static final String READY = "{'ready':true,'checks':{'quorum':'ok'}}";
  private static final String NO_REFUSALS = "{'peers':[],'refused':[]}";

  @Test
  void each_validator_is_a_row_with_role_view_height_and_lag() {
    List<String> lines =
        lines(
            READY,
            stats(
                member("node0", true, "'is_primary':true," + report("VOTER", 1000)),
                member("node1", true, report("VOTER", 998)),
                member("node2", true, report("LEARNER", 700)),
                member("node3", false, report("VOTER", 990))),
            NO_REFUSALS);

    assertThat(lines)
        .anyMatch(line -> line.matches("node0 +primary +12D3KooWnode0 +0 +1000 +0 +yes +votes"))
        .anyMatch(line -> line.matches("node1 +backup +12D3KooWnode1 +0 +998 +0 +itself +ready"))
        .anyMatch(
            line ->
                line.matches(
                    "node2 +learner .* 700 +298 +yes +learner: may not vote in this epoch;"
                        + " catching up"))
        .anyMatch(line -> line.matches("node3 +backup .* 990 +8 +no +not connected"));
    assertThat(lines.getLast()).isEqualTo("ready");
  }

  @Test
  void one_that_says_it_is_far_ahead_makes_nobody_late() {
    List<String> lines =
        lines(
            READY,
            stats(
                member("node0", true, report("VOTER", 1_000_000)),
                member("node1", true, report("VOTER", 998)),
                member("node2", true, report("VOTER", 990))),
            NO_REFUSALS);

    assertThat(lines)
        .anyMatch(line -> line.matches("node0 .* 1000000 +0 +yes +votes"))
        .anyMatch(line -> line.matches("node2 .* 990 +8 +yes +votes"));
  }

  @Test
  void who_was_never_heard_of_has_no_numbers() {
    List<String> lines =
        lines(READY, stats(member("node1", true, ""), member("node3", true, "")), NO_REFUSALS);

    assertThat(lines)
        .anyMatch(line -> line.matches("node3 .* - +- +- +yes +connected, not heard of yet"));
  }

  @Test
  void alarms_refusals_and_every_objection_are_told() {
    List<String> lines =
        lines(
            "{'ready':false,'checks':{'quorum':'connected to 2 of"
                + " 4','keys':'ok','primary':'gone'}}",
            stats(member("node2", true, "'alarm':'two processes have its key'")),
            "{'refused':[{'reason':'bad_frame','count':1},{'reason':'not_a_member','count':20}]}");

    assertThat(lines)
        .anyMatch(line -> line.contains("ALARM: two processes have its key"))
        .contains(
            "refused since its start: bad_frame 1, not_a_member 20",
            "not ready: quorum: connected to 2 of 4",
            "not ready: primary: gone")
        .noneMatch(line -> line.contains("keys"));
  }

  @Test
  void a_node_that_does_not_answer_is_a_failure() {
    Cli.Result result = Cli.run("status", "--url", "http://127.0.0.1:1");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("no node answers at http://127.0.0.1:1");
  }

  private static String stats(String... members) {
    return ("{'node_id':'node1','total_nodes':4,'quorum':3,'f':1,'view':0,'primary':'node0',"
            + "'last_executed':998,'stable_checkpoint':960,'state_root':'ab','state_root_at':960,"
            + "'members':[%s]}")
        .formatted(String.join(",", members));
  }

  private static String member(String id, boolean connected, String more) {
    return "{'id':'%s','peer_id':'12D3KooW%s','connected':%s%s}"
        .formatted(id, id, connected, more.isEmpty() ? "" : "," + more);
  }

  private static String report(String standing, long height) {
    return "'standing':'%s','view':0,'stable_checkpoint':960,'last_executed':%d,'age_ms':5"
        .formatted(standing, height);
  }

  private static List<String> lines(String ready, String stats, String peers) {
    return new StatusTable(json(ready), json(stats), json(peers)).lines();
  }

  private static JsonNode json(String text) {
    try {
      return NodeClient.JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
