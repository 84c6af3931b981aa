package io.dtvn.app.node;

import io.dtvn.app.cli.Cli;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A race at all nodes of a demo with one fault in its middle, and what must hold behind it. */
final class FaultedRace {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int TICKETS_PROVE_LIFE = 20;

  private final DemoProcess demo;
  private final int nodes;
  private final Plan plan;

  FaultedRace(DemoProcess demo, int nodes, Plan plan) {
    this.demo = demo;
    this.nodes = nodes;
    this.plan = plan;
  }

  /**
   * What shall happen.
   *
   * @param victims backups, as many as the fault wants
   * @param pause how long one that is stopped stays so
   * @param disk the file system of the first victim
   */
  record Plan(Fault fault, List<Integer> victims, Duration pause, Optional<SmallDisk> disk) {

    Plan(Fault fault, int victim) {
      this(fault, List.of(victim), Duration.ofSeconds(5), Optional.empty());
    }
  }

  /**
   * What was seen.
   *
   * @param admitted tickets that were admitted exactly once
   * @param whileFaulted tickets that the other nodes settled while the fault lasted
   * @param millisFaulted how long it lasted, its victims' return included
   * @param end where all nodes stand in the end
   */
  record Findings(
      int tickets,
      int admitted,
      int whileFaulted,
      long millisFaulted,
      long millisRaced,
      long retries,
      List<String> violations,
      Agreement.Place end) {}

  /** Imports {@code tickets} by way of a file in {@code folder}, and runs. */
  Findings run(List<String> tickets, Path folder, Consumer<AdmissionRace> watched)
      throws Exception {
    importAll(tickets, folder);
    List<Gate> gates = gates();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AdmissionRace race = new AdmissionRace(gates);
      long started = System.nanoTime();
      Scene scene = new Scene(race, tickets.size());
      Future<Integer> fault = threads.submit(() -> strikeInTheMiddle(scene));
      watched.accept(race);
      race.run(tickets);
      final long raced = System.nanoTime() - started;
      int whileFaulted = outcome(fault);
      if (plan.fault.isForGood()) {
        new Agreement(others()).await(PATIENCE);
      }
      plan.fault.heal(scene);
      return new Findings(
          tickets.size(),
          race.admitted(),
          whileFaulted,
          scene.millis,
          raced / 1_000_000,
          race.retries(),
          race.violations(),
          new Agreement(all()).await(PATIENCE));
    } finally {
      gates.forEach(Gate::close);
    }
  }

  private void importAll(List<String> tickets, Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "tickets", ".csv");
    Files.writeString(file, "ticket_id\n" + String.join("\n", tickets) + "\n");
    Cli.Result imported = Cli.run("ticket", "import", file.toString(), "--url", demo.node(0).url());
    if (imported.code() != 0) {
      throw new IOException("want all tickets imported, found " + imported);
    }
  }

  private int strikeInTheMiddle(Scene scene) throws IOException, InterruptedException {
    if (plan.fault == Fault.NONE) {
      return 0;
    }
    scene.awaitSettled(scene.tickets / 2);
    plan.victims.forEach(victim -> scene.race.paceWithout(victim));
    int before = scene.race.settled();
    long started = System.nanoTime();
    plan.fault.strike(scene);
    scene.millis = (System.nanoTime() - started) / 1_000_000;
    return (plan.fault.isForGood() ? scene.tickets : scene.race.settled()) - before;
  }

  private static int outcome(Future<Integer> fault) throws Exception {
    try {
      return fault.get();
    } catch (ExecutionException e) {
      throw new AssertionError("the fault went wrong: " + e.getMessage(), e);
    }
  }

  /** One gate at each node; none at nodes that do not come back before all was shown. */
  private List<Gate> gates() {
    List<Gate> gates = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      if (!plan.fault.isForGood() || !plan.victims.contains(node)) {
        gates.add(new Gate(node, URI.create(demo.node(node).url())));
      }
    }
    return gates;
  }

  private List<NodeHttp> all() {
    return IntStream.range(0, nodes).mapToObj(demo::node).toList();
  }

  private List<NodeHttp> others() {
    return IntStream.range(0, nodes)
        .filter(node -> !plan.victims.contains(node))
        .mapToObj(demo::node)
        .toList();
  }

  private final class Scene implements Fault.Scene {

    private final AdmissionRace race;
    private final int tickets;
    private volatile long millis;

    Scene(AdmissionRace race, int tickets) {
      this.race = race;
      this.tickets = tickets;
    }

    @Override
    public Victim victim(int number) {
      return new Victim(demo, plan.victims.get(number));
    }

    @Override
    public Duration pause() {
      return plan.pause;
    }

    @Override
    public Optional<SmallDisk> disk() {
      return plan.disk;
    }

    @Override
    public void awaitOthersGoOn(Duration least) {
      long until = System.nanoTime() + least.toNanos();
      awaitSettled(Math.min(tickets, race.settled() + TICKETS_PROVE_LIFE));
      Await.until(least.plus(PATIENCE), () -> System.nanoTime() - until >= 0, () -> "no time");
    }

    void awaitSettled(int wanted) {
      Await.until(
          PATIENCE,
          () -> race.settled() >= wanted,
          () -> "want %d tickets settled, found %d".formatted(wanted, race.settled()));
    }
  }
}
