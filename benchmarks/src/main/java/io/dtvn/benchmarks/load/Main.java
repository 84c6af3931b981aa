package io.dtvn.benchmarks.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
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
      "Closed-loop load on a node: each client issues a ticket, admits it, and goes on with the"
          + " next.",
      "Both calls count as operations; latency is measured from send to answer, warm-up left out."
    },
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

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

  @Mixin private Shape shape = new Shape();

  @Option(
      names = "--server-pid",
      description = "Process of the node on this machine: adds its CPU time per operation.")
  private @Nullable Long serverPid;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  /** Runs the program and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  /** How hard and how long. */
  static final class Shape {

    @Option(
        names = "--clients",
        description = "Callers at once, 1 to 20000 (default: ${DEFAULT-VALUE}).",
        defaultValue = "64")
    private int clients = 64;

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
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (shape.clients < 1 || shape.clients > 20_000) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--clients: want 1 to 20000, found " + shape.clients);
    }
    Target target = Target.of(url, Optional.ofNullable(apiKey).filter(key -> !key.isEmpty()));
    PrintWriter err = spec.commandLine().getErr();
    LoadRun run =
        new LoadRun(
            target, shape.clients, new LoadRun.Schedule(shape.warmup, shape.duration), cpu());
    Report report = run.run(line -> say(err, line));
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.json() : report.text());
    out.flush();
    return report.operations() == 0 ? 1 : 0;
  }

  private static void say(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }

  private ServerCpu cpu() {
    return new ServerCpu(serverPid == null ? OptionalLong.empty() : OptionalLong.of(serverPid));
  }
}
