package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the network as one node sees it. */
@Command(
    name = "status",
    description = {
      "Shows the network as a node sees it: each validator with its role, view, height and lag, and"
          + " why the node is not ready if it is not.",
      "Exit code 0: the node is ready; 1: it is not, or does not answer."
    },
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Integer call() throws Exception {
    try (NodeClient client = node.client()) {
      ObjectNode ready = client.read("/health/ready").body();
      NodeClient.Reply stats = client.read("/api/v1/stats");
      NodeClient.Reply peers = client.read("/api/v1/peers");
      if (!stats.succeeded() || !peers.succeeded()) {
        NodeClient.Reply failed = stats.succeeded() ? peers : stats;
        if (node.json()) {
          spec.commandLine().getOut().println(failed.body());
        } else {
          spec.commandLine().getErr().println("dtvn status: " + failed.error());
        }
        return 1;
      }
      print(ready, stats.body().path("data"), peers.body().path("data"));
      return ready.path("ready").asBoolean() ? 0 : 1;
    }
  }

  private void print(ObjectNode ready, JsonNode stats, JsonNode peers) {
    PrintWriter out = spec.commandLine().getOut();
    if (node.json()) {
      ObjectNode json = ready.deepCopy();
      json.set("stats", stats);
      json.set("refused", peers.path("refused"));
      out.println(json);
    } else {
      new StatusTable(ready, stats, peers).lines().forEach(out::println);
    }
    out.flush();
  }
}
