package io.dtvn.benchmarks.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program {@code dtvn bench}. */
@Command(
    name = "dtvn bench",
    description = {
      "Load on a node, or with --nodes on a network of its own: tickets are issued and admitted.",
      "Both calls count as operations. In a closed loop each caller waits for its answer, and"
          + " latency counts from sending; with --rate operations are due at fixed times, and it"
          + " counts from then. Warm-up is left out."
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
public final class Main implements Callable<Integer> {

  private static final int CALLERS_MAX = 20_000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private TargetOptions target = new TargetOptions();
  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private ShapeOptions shape = new ShapeOptions();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  /** Runs the program and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  /** A node that runs already. */
  static final class TargetOptions {

    @Option(
        names = {"--url", "-url"},
        description = "The node's API (default: ${DEFAULT-VALUE}).",
        defaultValue = "http://127.0.0.1:8080")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
        names = {"--api-key", "-api-key"},
        description = "The node's API key; better in the variable DTVN_API_KEY.",
        defaultValue = "${env:DTVN_API_KEY}")
    private @Nullable String apiKey;

    @Option(
        names = "--server-pid",
        description = "Process of the node on this machine: adds its CPU time per operation.")
    private @Nullable Long serverPid;

    Door door() {
      return new HttpDoor(
          Target.of(url, Optional.ofNullable(apiKey).filter(key -> !key.isEmpty())));
    }

    Meter meter() {
      return new Meter(
          Optional.ofNullable(serverPid).flatMap(ProcessHandle::of).stream().toList(), List.of());
    }
  }

  /** A network of its own. */
  static final class NetworkOptions {

    @Option(names = "--nodes", description = "Start so many validators for this run, 1 to 13.")
    private int nodes;

    @Option(
        names = "--in-process",
        description = "All of them in this process, linked in memory: no distributed measurement.")
    private boolean inProcess;

    @Option(
        names = "--gateway",
        description = "Straight through their gateways, past HTTP; needs --in-process.")
    private boolean gateway;
  }

  /** How hard and how long. */
  static final class ShapeOptions {

    @Option(
        names = {"--closed", "--clients"},
        description = "Callers at once, 1 to 20000 (default: ${DEFAULT-VALUE}).",
        defaultValue = "64")
    private int callers = 64;

    @Option(
        names = "--rate",
        description = "Operations due per second in an open loop, by as many callers as --closed.")
    private int perSecond;

    @Option(
        names = "--duration",
        description = "Measured time, such as 30s (default: ${DEFAULT-VALUE}).",
        defaultValue = "30s",
        converter = SecondsConverter.class)
    private Duration duration = Duration.ofSeconds(30);

    @Option(
        names = "--warmup",
        description = "Time before that is measured (default: ${DEFAULT-VALUE}).",
        defaultValue = "10s",
        converter = SecondsConverter.class)
    private Duration warmup = Duration.ofSeconds(10);

    LoadRun.Shape shape() {
      return new LoadRun.Shape(callers, perSecond, warmup, duration);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check(shape.callers >= 1 && shape.callers <= CALLERS_MAX, "--closed: want 1 to 20000");
    check(shape.perSecond >= 0, "--rate: want at least 1");
    check(
        !network.gateway || (network.inProcess && network.nodes > 0),
        "--gateway: want it with --nodes and --in-process, there are no gateways to reach else");
    Report report = network.nodes == 0 ? onTarget() : onOwnNetwork();
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.json() : report.text());
    out.flush();
    return report.operations() == 0 ? 1 : 0;
  }

  private Report onTarget() throws InterruptedException {
    say("load on " + target.url);
    return new LoadRun(shape.shape(), _ -> target.door(), target.meter()).run(this::say);
  }

  private Report onOwnNetwork() throws IOException, InterruptedException {
    say("starting %d validators".formatted(network.nodes));
    try (OwnNetwork own = OwnNetwork.start(network.nodes, network.inProcess, this::say)) {
      LoadRun run =
          new LoadRun(shape.shape(), number -> own.door(number, network.gateway), own.meter());
      return run.run(this::say);
    }
  }

  private void check(boolean holds, String message) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), message);
    }
  }

  private synchronized void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
