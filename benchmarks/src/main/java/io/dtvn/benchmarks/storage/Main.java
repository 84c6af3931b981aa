package io.dtvn.benchmarks.storage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.benchmarks.load.SecondsConverter;
import io.dtvn.ports.spi.StorageProvider;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program {@code dtvn bench-storage}. */
@Command(
    name = "dtvn bench-storage",
    description = {
      "Compares storage back ends under what a node writes, each in a process of its own.",
      "Each is filled with tickets, then written by the journal: while it is compacted, alone, and"
          + " beside executed batches; then by several writers at once; then read as a whole."
          + " Latency is that of a synced commit. Everything is on one medium and beside whatever"
          + " else runs: compare what stands in one report."
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
public final class Main implements Callable<Integer> {

  private static final int RECORDS_MAX = 256;
  private static final int WRITERS_MAX = 256;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ShapeOptions shape = new ShapeOptions();

  @Option(
      names = "--type",
      paramLabel = "NAMES",
      description = "Back ends; one that is not installed is skipped (default: ${DEFAULT-VALUE}).",
      defaultValue = "rocksdb,boltdb,memory",
      split = ",")
  private List<String> types = List.of();

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description = "Where the stores are for as long as it takes (default: ${DEFAULT-VALUE}).",
      defaultValue = "${sys:java.io.tmpdir}")
  private Path directory = Path.of("");

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Java heap of each process, as -Xmx (default: ${DEFAULT-VALUE}).",
      defaultValue = "512m")
  private String heap = "512m";

  @Option(names = "--in-process", description = "Measure in this process; one --type only.")
  private boolean inProcess;

  @Option(names = "--bar", description = "Draw progress bars even if this is no terminal.")
  private boolean bar;

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

  private static int report(Exception failure, CommandLine at) {
    PrintWriter err = at.getErr();
    err.println("dtvn bench-storage: " + inWords(failure));
    err.flush();
    return 1;
  }

  /** With the cause: what a thread or a process fails of is one below. */
  private static String inWords(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return Optional.ofNullable(failure.getCause())
        .map(cause -> message + ": " + cause.getMessage())
        .orElse(message);
  }

  /** How much and how long. */
  static final class ShapeOptions {

    @Option(
        names = "--tickets",
        paramLabel = "N",
        description = "Tickets that are issued first (default: ${DEFAULT-VALUE}).",
        defaultValue = "100000")
    private long tickets;

    @Option(
        names = "--records-per-commit",
        paramLabel = "N",
        description = "Records of 250 bytes in a synced commit, 1 to 256 (default: 16).",
        defaultValue = "16")
    private int records;

    @Option(
        names = "--writers",
        paramLabel = "LIST",
        description = "How many write at once, 1 to 256 each (default: ${DEFAULT-VALUE}).",
        defaultValue = "1,4,16",
        split = ",")
    private List<Integer> writers = List.of();

    @Option(
        names = "--duration",
        paramLabel = "TIME",
        description = "Each measured time, such as 10s (default: ${DEFAULT-VALUE}).",
        defaultValue = "10s",
        converter = SecondsConverter.class)
    private Duration duration = Duration.ofSeconds(10);

    @Option(
        names = "--cuts",
        paramLabel = "N",
        description = "Cuts of the journal at the end, a sync each (default: ${DEFAULT-VALUE}).",
        defaultValue = "1000")
    private int cuts;

    StorageRun.Shape shape() {
      return new StorageRun.Shape(tickets, records, writers, duration, cuts);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkOptions();
    ArrayNode results = JsonMapper.builder().build().createArrayNode();
    for (String type : types) {
      measured(type).ifPresent(results::add);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? results.toString() : Report.text(results));
    out.flush();
    return results.isEmpty() ? 1 : 0;
  }

  private Optional<ObjectNode> measured(String type) throws IOException, InterruptedException {
    Optional<StorageProvider> provider = OpenStore.provider(type);
    if (provider.isEmpty()) {
      say("%s: not installed, skipped".formatted(type));
      return Optional.empty();
    }
    say(type);
    Optional<ObjectNode> found =
        inProcess
            ? Optional.of(here(provider.get()))
            : Child.run(heap, room(), childArguments(type));
    if (found.isEmpty()) {
      say("%s: its process failed, see above; skipped".formatted(type));
    }
    return found;
  }

  private ObjectNode here(StorageProvider provider) throws IOException, InterruptedException {
    Path folder = room();
    try (OpenStore store = new OpenStore(provider, folder)) {
      Bar shown = new Bar(spec.commandLine().getErr(), bar || isTerminal());
      ObjectNode found = new StorageRun(shape.shape(), store, shown).run();
      return found.put("type", provider.name());
    } finally {
      TemporaryFolder.delete(folder);
    }
  }

  private Path room() throws IOException {
    return Files.createTempDirectory(directory, "dtvn-bench-storage");
  }

  private List<String> childArguments(String type) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--in-process",
                "--json",
                "--type=" + type,
                "--tickets=" + shape.tickets,
                "--records-per-commit=" + shape.records,
                "--writers="
                    + String.join(",", shape.writers.stream().map(Object::toString).toList()),
                "--duration=" + shape.duration.toMillis() + "ms",
                "--cuts=" + shape.cuts));
    if (bar || isTerminal()) {
      arguments.add("--bar");
    }
    return arguments;
  }

  private void checkOptions() {
    check(shape.tickets >= 1, "--tickets: want at least 1, found " + shape.tickets);
    check(
        shape.records >= 1 && shape.records <= RECORDS_MAX,
        "--records-per-commit: want 1 to %d, found %d".formatted(RECORDS_MAX, shape.records));
    for (int writers : shape.writers) {
      check(
          writers >= 1 && writers <= WRITERS_MAX,
          "--writers: want 1 to %d, found %d".formatted(WRITERS_MAX, writers));
    }
    check(shape.duration.isPositive(), "--duration: want more than 0, found 0");
    check(shape.cuts >= 0, "--cuts: want at least 0, found " + shape.cuts);
    check(
        !inProcess || types.size() == 1,
        "--in-process: want one --type, found %s: a process has one memory".formatted(types));
  }

  private void check(boolean holds, String message) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), message);
    }
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
