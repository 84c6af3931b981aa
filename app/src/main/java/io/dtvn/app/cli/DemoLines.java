package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import io.dtvn.app.demo.DemoPlan;
import io.dtvn.app.demo.NodeFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code demo} prints once its network is ready: a line for each validator, then where to
 * begin.
 */
record DemoLines(DemoPlan plan, boolean json) {

  List<String> of(List<NodeFacts> facts) {
    List<String> lines = new ArrayList<>();
    int first = 0;
    for (int node = facts.size() - 1; node >= 0; node--) {
      first = facts.get(node).ready() ? node : first;
    }
    for (int node = 0; node < facts.size(); node++) {
      lines.add(json ? object(node, facts.get(node)).toString() : line(node, facts.get(node)));
    }
    String url = plan.api(first).toString();
    lines.add(
        json ? NodeClient.JSON.createObjectNode().put("ready", url).toString() : "ready " + url);
    return lines;
  }

  private String line(int node, NodeFacts facts) {
    return "%-7s %-8s %-53s %s  %d of %d peers%s"
        .formatted(
            plan.name(node),
            facts.answers() ? facts.role() : "-",
            facts.answers() ? facts.peerId() : "-",
            plan.api(node),
            facts.peers(),
            plan.nodes() - 1,
            facts.ready() ? "" : "  not ready: " + facts.objection());
  }

  private ObjectNode object(int node, NodeFacts facts) {
    return NodeClient.JSON
        .createObjectNode()
        .put("node", plan.name(node))
        .put("role", facts.role())
        .put("peer_id", facts.peerId())
        .put("api", plan.api(node).toString())
        .put("metrics", plan.metrics(node).toString())
        .put("peers", facts.peers())
        .put("ready", facts.ready())
        .put("objection", facts.objection());
  }
}
