package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Issues one ticket. */
@Command(
    name = "issue",
    description = "Issues a ticket. The same ticket again changes nothing.",
    mixinStandardHelpOptions = true)
final class IssueCommand implements Callable<Integer> {

  private static final int DATA_BYTES_MAX = 4096;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private NodeOptions node = new NodeOptions();

  @Parameters(paramLabel = "TICKET", description = "The ticket's id.")
  private String ticket = "";

  @Option(
      names = "--data-file",
      paramLabel = "FILE",
      description = "Data that stays at the node, at most 4 KiB; the ledger gets a keyed hash.")
  private @Nullable Path dataFile;

  @Option(
      names = "--data-hash",
      paramLabel = "HEX",
      description = "A commitment of your own making, 64 hex digits.")
  private @Nullable String dataHash;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Idempotency key: the same key never acts twice, however often it is sent.")
  private String key = "";

  @Override
  public Integer call() throws Exception {
    ObjectNode body = NodeClient.JSON.createObjectNode().put("ticket_id", ticket);
    if (dataFile != null) {
      byte[] data = new GivenFile("--data-file", dataFile).bytes(DATA_BYTES_MAX);
      body.put("data", Base64.getEncoder().encodeToString(data));
    }
    if (dataHash != null) {
      body.put("data_hash", dataHash);
    }
    try (NodeClient client = node.client()) {
      NodeClient.Reply reply = client.call("/api/v1/tickets", body, key);
      if (node.json()) {
        spec.commandLine().getOut().println(reply.body());
      } else if (reply.succeeded()) {
        String what = reply.status() == 201 ? "issued" : "was there already, unchanged";
        spec.commandLine().getOut().println("%s: %s".formatted(ticket, what));
      } else {
        spec.commandLine().getErr().println("%s: %s".formatted(ticket, reply.error()));
      }
      return reply.succeeded() ? 0 : 1;
    }
  }
}
