package io.dtvn.app.demo;

import io.dtvn.app.config.ConfigException;
import io.dtvn.app.demo.NodeKeeper.Household;
import io.dtvn.domain.membership.Quorum;
import io.dtvn.ports.in.UseCases;
import io.dtvn.ports.spi.Providers;
import io.dtvn.ports.spi.StorageProvider;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Validators of one network on this machine, running until it is closed: one that ends is told of
 * and started again. Thread-safe.
 */
public final class LocalNetwork implements AutoCloseable {

  private static final Duration PATIENCE_AFTER_KILL = Duration.ofSeconds(20);
  private static final long LOOK_EACH_MILLIS = 100;

  private final DemoPlan plan;
  private final DemoFolder folder;
  private final Optional<InProcessLauncher> here;
  private final List<NodeKeeper> keepers;

  private LocalNetwork(DemoPlan plan, DemoFolder folder, Consumer<String> say) {
    this.plan = plan;
    this.folder = folder;
    this.here = plan.inProcess() ? Optional.of(new InProcessLauncher(plan)) : Optional.empty();
    NodeLauncher launcher = here.isPresent() ? here.get() : new ProcessLauncher(plan);
    Household household = new Household(plan, folder, launcher, say);
    List<NodeKeeper> made = new ArrayList<>();
    for (int node = 0; node < plan.nodes(); node++) {
      made.add(new NodeKeeper(node, household));
    }
    this.keepers = List.copyOf(made);
  }

  /**
   * Starts what {@code plan} describes; returns before the validators are ready.
   *
   * @param say told in words what happens, by several threads
   * @throws io.dtvn.app.config.ConfigException if the folder was made for another network
   * @throws DemoException if another process holds the folder, or a port is in use
   * @throws io.dtvn.ports.spi.UnknownProviderException if there is no such storage
   */
  public static LocalNetwork start(DemoPlan plan, Consumer<String> say) {
    boolean durable = isDurable(plan);
    plan.listens(); // overlapping ports are found before the folder is made
    DemoFolder folder = DemoFolder.open(plan, durable);
    try {
      FreePorts.await(plan, folder.wasLeftBehind() ? PATIENCE_AFTER_KILL : Duration.ZERO, say);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
    LocalNetwork network = new LocalNetwork(plan, folder, say);
    network.keepers.forEach(NodeKeeper::start);
    return network;
  }

  private static boolean isDurable(DemoPlan plan) {
    List<Boolean> durable =
        plan.storages().stream()
            .map(
                type ->
                    Providers.select("--storage", type, ServiceLoader.load(StorageProvider.class)))
            .map(StorageProvider::isDurable)
            .distinct()
            .toList();
    if (durable.size() > 1) {
      throw new ConfigException(
          "--storage %s: want storages that all outlive the demo, or one that does not"
              .formatted(plan.storage()));
    }
    return durable.getFirst();
  }

  /** What was started. */
  public DemoPlan plan() {
    return plan;
  }

  /**
   * Waits until all validators are ready, but for learners, and at least as many as must agree;
   * when {@code patience} is over, for these alone.
   *
   * @return what each says of itself, in the order of their numbers
   */
  public List<NodeFacts> awaitReady(Duration patience) throws InterruptedException {
    int enough = new Quorum(plan.nodes()).quorum();
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      List<NodeFacts> facts = facts();
      long ready = facts.stream().filter(NodeFacts::ready).count();
      long settled = facts.stream().filter(NodeFacts::isSettled).count();
      boolean patient = System.nanoTime() - deadline < 0;
      if (ready >= enough && (settled == plan.nodes() || !patient)) {
        return facts;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EACH_MILLIS);
    }
  }

  /** What each validator says of itself now. */
  public List<NodeFacts> facts() {
    return keepers.stream().map(NodeKeeper::facts).toList();
  }

  /** The APIs of all validators. */
  public List<URI> apis() {
    List<URI> apis = new ArrayList<>();
    for (int node = 0; node < plan.nodes(); node++) {
      apis.add(plan.api(node));
    }
    return apis;
  }

  /** The processes that the validators run in. */
  public List<ProcessHandle> processes() {
    return plan.inProcess()
        ? List.of(ProcessHandle.current())
        : ProcessHandle.current().children().toList();
  }

  /** What can be asked of the validators that run in this process, without HTTP. */
  public List<UseCases> useCases() {
    List<UseCases> all = new ArrayList<>();
    for (int node = 0; node < plan.nodes(); node++) {
      int number = node;
      here.flatMap(launcher -> launcher.running(number))
          .ifPresent(running -> all.add(running.useCases()));
    }
    return all;
  }

  /** Ends all validators at once, in order, and waits. Twice is harmless. */
  @Override
  public void close() {
    keepers.forEach(NodeKeeper::letGo);
    List<Thread> ends = new ArrayList<>();
    for (NodeKeeper keeper : keepers) {
      ends.add(Thread.ofPlatform().name("dtvn-end").start(keeper::close));
    }
    for (Thread end : ends) {
      try {
        end.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    folder.close();
  }
}
