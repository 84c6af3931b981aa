package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that move one ticket: they differ in one word. */
final class TicketActions {

  private TicketActions() {}

  /** Checks a ticket. */
  @Command(
      name = "validate",
      description = "Checks a ticket: presented and genuine, not passed yet.",
      mixinStandardHelpOptions = true)
  static final class Validate extends Action {

    Validate() {
      super("validate", "validated");
    }
  }

  /** Finishes a check. */
  @Command(
      name = "consume",
      description = "Finishes the check of a ticket: the person passes.",
      mixinStandardHelpOptions = true)
  static final class Consume extends Action {

    Consume() {
      super("consume", "consumed");
    }
  }

  /** Checks and consumes. */
  @Command(
      name = "admit",
      description = "Checks a ticket and lets the person pass, in one step.",
      mixinStandardHelpOptions = true)
  static final class Admit extends Action {

    Admit() {
      super("admit", "admitted");
    }
  }

  /** Freezes a ticket. */
  @Command(
      name = "dispute",
      description = "Freezes a ticket until the case is resolved.",
      mixinStandardHelpOptions = true)
  static final class Dispute extends Action {

    Dispute() {
      super("dispute", "disputed");
    }
  }

  /** One call on one ticket. */
  abstract static sealed class Action implements Callable<Integer>
      permits Validate, Consume, Admit, Dispute {

    private final String verb;
    private final String done;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NodeOptions node = new NodeOptions();

    @Parameters(paramLabel = "TICKET", description = "The ticket's id.")
    private String ticket = "";

    @Option(names = "--gate", paramLabel = "NAME", description = "Where the ticket was presented.")
    private @Nullable String gate;

    @Option(names = "--device", paramLabel = "NAME", description = "What read the ticket.")
    private @Nullable String device;

    @Option(
        names = "--key",
        paramLabel = "KEY",
        description = "Idempotency key: the same key never acts twice, however often it is sent.")
    private String key = "";

    Action(String verb, String done) {
      this.verb = verb;
      this.done = done;
    }

    @Override
    public Integer call() throws Exception {
      ObjectNode body = NodeClient.JSON.createObjectNode().put("ticket_id", ticket);
      Optional.ofNullable(gate).ifPresent(value -> body.put("gate", value));
      Optional.ofNullable(device).ifPresent(value -> body.put("device", value));
      try (NodeClient client = node.client()) {
        NodeClient.Reply reply = client.call("/api/v1/tickets/" + verb, body, key);
        return print(reply);
      }
    }

    private int print(NodeClient.Reply reply) {
      PrintWriter out = spec.commandLine().getOut();
      if (node.json()) {
        out.println(reply.body());
      } else if (reply.succeeded()) {
        out.println("%s: %s".formatted(ticket, done));
      } else {
        spec.commandLine().getErr().println("%s: %s".formatted(ticket, reply.error()));
      }
      return reply.succeeded() ? 0 : 1;
    }
  }
}
