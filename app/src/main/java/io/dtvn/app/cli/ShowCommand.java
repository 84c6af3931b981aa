package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.app.client.NodeClient;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one ticket and its life. */
@Command(
    name = "show",
    description = "Shows a ticket and what happened to it.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private NodeOptions node = new NodeOptions();

  @Parameters(paramLabel = "TICKET", description = "The ticket's id.")
  private String ticket = "";

  @Option(
      names = "--linear",
      description = "Read in the network's order instead of this node's copy.")
  private boolean linear;

  @Override
  public Integer call() throws Exception {
    String path = "/api/v1/tickets/" + NodeClient.segment(ticket);
    try (NodeClient client = node.client()) {
      NodeClient.Reply reply = client.read(linear ? path + "?consistency=linear" : path);
      NodeClient.Reply last = reply;
      if (node.json()) {
        spec.commandLine().getOut().println(reply.body());
      } else if (reply.succeeded()) {
        last = client.read(path + "/history");
        print(reply.body().path("data"), last.body().path("data"));
      }
      if (!node.json() && !last.succeeded()) {
        spec.commandLine().getErr().println("%s: %s".formatted(ticket, last.error()));
      }
      return last.succeeded() ? 0 : 1;
    }
  }

  private void print(JsonNode found, JsonNode history) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("%-10s %s".formatted("ticket", found.path("ID").asText()));
    out.println("%-10s %s".formatted("state", found.path("State").asText()));
    out.println("%-10s %s".formatted("source", found.path("Metadata").path("source").asText("-")));
    out.println("%-10s %s".formatted("changed", time(found.path("Timestamp").asLong() * 1000)));
    for (JsonNode entry : history) {
      out.println(
          "%4d  %-9s %-9s -> %-9s %s  by %s%s"
              .formatted(
                  entry.path("n").asInt(),
                  entry.path("type").asText(),
                  entry.path("from").asText("-"),
                  entry.path("to").asText(),
                  time(entry.path("block_time").asLong()),
                  entry.path("node").asText(),
                  place(entry)));
    }
  }

  private static String place(JsonNode entry) {
    return entry.hasNonNull("gate") ? " at " + entry.path("gate").asText() : "";
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
