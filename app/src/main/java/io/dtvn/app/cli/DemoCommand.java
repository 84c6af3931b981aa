package io.dtvn.app.cli;

import io.dtvn.app.config.LoggingGroup;
import io.dtvn.app.demo.DemoPlan;
import io.dtvn.app.demo.LocalNetwork;
import io.dtvn.app.demo.NodeFacts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a whole network on this machine until it is told to stop. */
@Command(
    name = "demo",
    description = {
      "Runs a network of validators on this machine until SIGTERM or Ctrl-C, each in a process of"
          + " its own; one that ends is started again.",
      "Prints a line for each validator and then: ready http://127.0.0.1:8080. The same folder"
          + " again goes on where it was."
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
final class DemoCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"--nodes", "-nodes"},
      paramLabel = "N",
      description = "Validators, 1 to 13 (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int nodes = 4;

  @Option(
      names = {"--data-dir", "-data-dir"},
      paramLabel = "FOLDER",
      description = "A folder for each validator goes here (default: ${DEFAULT-VALUE}).",
      defaultValue = "data/demo")
  private Path data = Path.of("data", "demo");

  @Option(
      names = {"--api-port", "-api-port"},
      paramLabel = "PORT",
      description = "API of the first validator; the next ones follow (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int apiPort = 8080;

  @Option(
      names = {"--p2p-port", "-p2p-port"},
      paramLabel = "PORT",
      description = {
        "Port of the first validator for the others; the next ones follow (default:"
            + " ${DEFAULT-VALUE}).",
        "Metrics are served 5089 above it: 9090 and following."
      },
      defaultValue = "4001")
  private int peerPort = 4001;

  @Option(
      names = {"--storage", "-storage"},
      paramLabel = "TYPE[,TYPE]",
      description =
          "Storage plug-in; of several the validators take one each in turn (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "rocksdb")
  private String storage = "rocksdb";

  @Option(
      names = {"--in-process", "-in-process"},
      description = "All validators in one process, linked in memory; no peers' ports.")
  private boolean inProcess;

  @Option(names = "--json", description = "Print a JSON object for each line of the result.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    DemoPlan plan =
        new DemoPlan(nodes, data, new DemoPlan.Ports(apiPort, peerPort), storage, inProcess);
    if (inProcess) {
      LogSetup.apply(new LoggingGroup("info", "text", plan.log(0).toString()));
    }
    Shutdown shutdown = new Shutdown();
    say("starting %s in %s; Ctrl-C stops them".formatted(validators(), plan.data()));
    LocalNetwork network = LocalNetwork.start(plan, this::say);
    shutdown.onEnd(
        () -> {
          say("stopping " + validators());
          network.close();
          say("stopped");
        });
    List<NodeFacts> facts = network.awaitReady(PATIENCE);
    DemoLines lines = new DemoLines(plan, json);
    PrintWriter out = spec.commandLine().getOut();
    lines.of(facts).forEach(out::println);
    out.flush();
    shutdown.await();
    return Shutdown.HANDED_OVER;
  }

  private String validators() {
    return nodes == 1 ? "1 validator" : nodes + " validators";
  }

  private synchronized void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
