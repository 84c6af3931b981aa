package io.dtvn.app.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@link FaultedRace} on a network of its own, as large as you like. */
@Command(
    name = "bin/soak network",
    description = {
      "Starts a network of its own, imports tickets, shows each of them at all nodes at the same"
          + " time, lets a fault happen in the middle, and looks whether each was admitted once"
          + " and all nodes agree in the end.",
      "Exit code 1: something happened that never may; standard error says what."
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
final class NetworkSoak implements Callable<Integer> {

  private static final int DISK_MEGABYTES = 12;

  @Option(names = "--tickets", required = true, paramLabel = "N", description = "Tickets.")
  private int tickets;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "Validators: 4 or 7 (default: ${DEFAULT-VALUE}; 7 with two-down).")
  private int nodes = 4;

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      converter = FaultConverter.class,
      description =
          "none, kill (-9), stop (and continue), empty (kill -9 and an empty folder), full-disk"
              + " (needs root), two-down (until all is over).")
  private Fault fault = Fault.NONE;

  @Option(
      names = "--pause",
      paramLabel = "SECONDS",
      description = "How long one that is stopped stays so (default: ${DEFAULT-VALUE}).")
  private int pauseSeconds = 30;

  @Option(names = "--seed", paramLabel = "S", description = "Chooses the victims.")
  private long seed = System.nanoTime();

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  /** Runs and ends the JVM. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new NetworkSoak()).setOverwrittenOptionsAllowed(true).execute(args));
  }

  /** As an operator writes it. */
  static final class FaultConverter implements CommandLine.ITypeConverter<Fault> {

    @Override
    public Fault convert(String text) {
      return Arrays.stream(Fault.values())
          .filter(fault -> fault.text().equals(text))
          .findAny()
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "want one of %s, found '%s'"
                          .formatted(
                              Arrays.stream(Fault.values())
                                  .map(Fault::text)
                                  .collect(Collectors.joining(", ")),
                              text)));
    }
  }

  @Override
  public Integer call() throws Exception {
    if (fault.victims() == 2) {
      nodes = Math.max(nodes, 7);
    }
    List<Integer> victims = victims();
    say("seed %d: %d nodes, %d tickets, %s".formatted(seed, nodes, tickets, told(victims)));
    Path folder = Files.createTempDirectory("dtvn-network");
    try {
      return run(folder, victims);
    } finally {
      delete(folder);
    }
  }

  /** As many backups as the fault wants. */
  private List<Integer> victims() {
    List<Integer> backups = new ArrayList<>(IntStream.range(1, nodes).boxed().toList());
    Collections.shuffle(backups, new Random(seed));
    return List.copyOf(backups.subList(0, fault == Fault.NONE ? 0 : fault.victims()));
  }

  private String told(List<Integer> victims) {
    return fault == Fault.NONE ? "no fault" : "%s of %s".formatted(fault.text(), victims);
  }

  private int run(Path folder, List<Integer> victims) throws Exception {
    Path data = Files.createDirectories(folder.resolve("d"));
    try (Disk disk = disk(data, victims);
        DemoProcess demo = DemoProcess.start(data, Ports.free(nodes), "--nodes=" + nodes)) {
      demo.awaitLines("ready ", 1);
      for (int node = 0; node < nodes; node++) {
        new Victim(demo, node).awaitReady();
      }
      say("all %d nodes are ready".formatted(nodes));
      FaultedRace.Plan plan =
          new FaultedRace.Plan(
              fault, victims, Duration.ofSeconds(pauseSeconds), Optional.ofNullable(disk.disk));
      List<String> names = IntStream.range(0, tickets).mapToObj(i -> "SOAK-" + i).toList();
      return judge(demo, new FaultedRace(demo, nodes, plan).run(names, folder, this::watch));
    } catch (AssertionError e) {
      say("violation: " + e.getMessage());
      return 1;
    }
  }

  /** Holds the small file system of a victim, if there is one. */
  private record Disk(@Nullable SmallDisk disk) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (disk != null) {
        disk.close();
      }
    }
  }

  private Disk disk(Path data, List<Integer> victims) throws IOException {
    if (fault != Fault.FULL_DISK) {
      return new Disk(null);
    }
    Files.writeString(
        data.resolve("demo.properties"), "nodes=%d\nstorage=rocksdb\nborn=\n".formatted(nodes));
    return new Disk(SmallDisk.mount(data.resolve("node" + victims.getFirst()), DISK_MEGABYTES));
  }

  private int judge(DemoProcess demo, FaultedRace.Findings found) throws InterruptedException {
    print(found);
    found.violations().forEach(violation -> say("violation: " + violation));
    if (demo.terminate() != 0) {
      say("violation: want the demo to end in order, found:\n" + demo.output());
      return 1;
    }
    return found.violations().isEmpty() && found.admitted() == tickets ? 0 : 1;
  }

  private void print(FaultedRace.Findings found) {
    ObjectNode result = NodeClient.JSON.valueToTree(found);
    result.put("seed", seed).put("nodes", nodes).put("fault", fault.text());
    System.out.println(
        json
            ? result.toString()
            : ("%d of %d tickets admitted exactly once in %.1f s, %d calls made again; %s; all %d"
                    + " nodes at seq %d, state root %s at %d")
                .formatted(
                    found.admitted(),
                    found.tickets(),
                    found.millisRaced() / 1000.0,
                    found.retries(),
                    faultInWords(found),
                    nodes,
                    found.end().executed(),
                    found.end().root(),
                    found.end().rootAt()));
  }

  private String faultInWords(FaultedRace.Findings found) {
    return fault == Fault.NONE
        ? "no fault"
        : "%s: %d tickets settled by the others in the %.1f s that it lasted"
            .formatted(fault.text(), found.whileFaulted(), found.millisFaulted() / 1000.0);
  }

  private void watch(AdmissionRace race) {
    Thread.ofPlatform().daemon().name("progress").start(() -> new SoakProgress(tickets).of(race));
  }

  private static void say(String line) {
    System.err.println(line);
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
