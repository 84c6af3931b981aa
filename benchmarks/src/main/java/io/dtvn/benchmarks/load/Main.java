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
    System.exit(commandLine().execute(args));
  }

  /** The whole command line, ready to be executed. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((failure, at, _) -> report(failure, at));
  }

  /** What cannot be used is wrong usage, everything else a failure; each is told in one line. */
  private static int report(Exception failure, CommandLine at) {
    PrintWriter err = at.getErr();
    String message = failure.getMessage();
    err.println("dtvn bench: " + (message == null ? failure.toString() : message));
    err.flush();
    return failure instanceof IllegalArgumentException ? 2 : 1;
  }

  /** A node that runs already. */
  static final class TargetOptions {

    @Option(
        names = {"--url", "-url"},
        paramLabel = "URL",
        description = "The node's API (default: ${DEFAULT-VALUE}).",
        defaultValue = "http://127.0.0.1:8080")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
        names = {"--api-key", "-api-key"},
        paramLabel = "KEY",
        description = "The API key of the nodes; better in the variable DTVN_API_KEY.",
        defaultValue = "${env:DTVN_API_KEY}")
    private @Nullable String apiKey;

    @Option(
        names = "--server-pid",
        paramLabel = "PID",
        description = "Process of the node on this machine: adds its CPU time per operation.")
    private @Nullable Long serverPid;

    Target target() {
      return Target.of(url, apiKey());
    }

    Optional<String> apiKey() {
      return Optional.ofNullable(apiKey).filter(key -> !key.isEmpty());
    }

    Meter meter() {
      return new Meter(
          Optional.ofNullable(serverPid).map(this::running).stream().toList(), List.of());
    }

    private ProcessHandle running(long pid) {
      return ProcessHandle.of(pid)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "--server-pid %d: want a process that runs, found none".formatted(pid)));
    }
  }

  /** A network of its own. */
  static final class NetworkOptions {

    @Option(
        names = "--nodes",
        paramLabel = "N",
        description = "Start so many validators for this run, 1 to 13.")
    private int nodes;

    @Option(
        names = "--in-process",
        description = "With --nodes: all of them in this process, linked in memory.")
    private boolean inProcess;

    @Option(
        names = "--gateway",
        description = "With --in-process: straight through their gateways, past HTTP.")
    private boolean gateway;
  }

  /** How hard and how long. */
  static final class ShapeOptions {

    @Option(
        names = {"--closed", "--clients"},
        paramLabel = "CALLERS",
        description = "Callers at once, 1 to 20000 (default: ${DEFAULT-VALUE}).",
        defaultValue = "64")
    private int callers = 64;

    @Option(
        names = "--rate",
        paramLabel = "PER_SECOND",
        description = "Operations due per second in an open loop, by as many callers as --closed.")
    private int perSecond;

    @Option(
        names = "--duration",
        paramLabel = "TIME",
        description = "Measured time, such as 30s (default: ${DEFAULT-VALUE}).",
        defaultValue = "30s",
        converter = SecondsConverter.class)
    private Duration duration = Duration.ofSeconds(30);

    @Option(
        names = "--warmup",
        paramLabel = "TIME",
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
    checkOptions();
    Report report = network.nodes == 0 ? onTarget() : onOwnNetwork();
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.json() : report.text());
    out.flush();
    return report.operations() == 0 ? 1 : 0;
  }

  private Report onTarget() throws InterruptedException {
    Target node = target.target();
    Meter meter = target.meter();
    say("load on " + target.url);
    return new LoadRun(shape.shape(), _ -> new HttpDoor(node), meter).run(this::say);
  }

  private Report onOwnNetwork() throws IOException, InterruptedException {
    say("starting %d validators".formatted(network.nodes));
    try (OwnNetwork own = OwnNetwork.start(network.nodes, network.inProcess, this::say)) {
      LoadRun run =
          new LoadRun(
              shape.shape(),
              number -> own.door(number, network.gateway, target.apiKey()),
              own.meter());
      return run.run(this::say);
    }
  }

  private void checkOptions() {
    check(
        shape.callers >= 1 && shape.callers <= CALLERS_MAX,
        "--closed: want 1 to %d, found %d".formatted(CALLERS_MAX, shape.callers));
    check(
        !given("--rate") || shape.perSecond >= 1,
        "--rate: want at least 1, found " + shape.perSecond);
    check(shape.duration.isPositive(), "--duration: want more than 0, found 0");
    check(
        !network.inProcess || network.nodes > 0,
        "--in-process: want it with --nodes, found none: a node that runs already has its process");
    check(
        !network.gateway || network.inProcess,
        "--gateway: want it with --nodes and --in-process, there are no gateways to reach else");
    for (String option : List.of("--url", "--server-pid")) {
      check(
          network.nodes == 0 || !given(option),
          option + ": want it without --nodes, which starts a network of its own");
    }
  }

  private boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
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
