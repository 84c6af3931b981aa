package io.dtvn.consensus.pbft.cluster;

import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.Effect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One run: first every fault of the plan while clients work, then no fault any more, and all that
 * was asked must be executed everywhere within a bound. Throws {@link Violation} at the first thing
 * that must not be. Deterministic; single-threaded; {@link #run} once.
 *
 * <p>There is no view change yet, so with a lying primary only safety is asked.
 */
public final class Cluster {

  private static final long HEAL_MICROS_MAX = 30_000_000;
  private static final long HEAL_MICROS_WITH_LYING_PRIMARY = 3_000_000;
  private static final long POLL_MICROS = 20_000;

  private final ClusterPlan plan;
  private final World world;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final SplittableRandom faults;
  private boolean healing;
  private boolean done;

  /** Prepares the run of {@code plan}. */
  public Cluster(ClusterPlan plan) {
    this(plan, Network.of(plan.validators(), plan.parameters()));
  }

  /** Prepares the run of {@code plan} with other keys and signatures than hashes. */
  public Cluster(ClusterPlan plan, Network network) {
    this.plan = plan;
    RandomStreams random = RandomStreams.of(plan.seed());
    Timeline timeline = new Timeline(random.ties());
    this.faults = random.faults();
    this.world =
        new World(
            plan,
            network,
            timeline,
            random,
            new Links(timeline, random.network(), plan),
            new Workload(plan, network, timeline, random.workload()),
            new Observer(plan, network));
    Set<Integer> liars = liars();
    for (int member = 0; member < plan.validators(); member++) {
      nodes.add(new SimulatedNode(world, member, liars.contains(member)));
    }
    liars.forEach(world.observer()::lies);
    world.links().connect(nodes);
  }

  /**
   * Runs to the end.
   *
   * @throws Violation at the first thing that must not be; the message names the plan
   */
  public ClusterReport run() {
    try {
      nodes.forEach(SimulatedNode::start);
      world.workload().start(nodes);
      planFaults();
      world.timeline().after(plan.safetyMicros(), this::heal);
      while (!done && world.timeline().step()) {
        // each step checks itself
      }
    } catch (Violation e) {
      throw new Violation("%s%nin %s".formatted(e.getMessage(), plan), e);
    }
    return report();
  }

  private ClusterReport report() {
    return new ClusterReport(
        plan,
        world.observer().ledger().length(),
        plan.operations() - world.workload().open(),
        world.observer().restarts(),
        world.links().sent(),
        world.links().lost(),
        world.observer().steps(),
        world.timeline().nowMicros(),
        world.observer().marks(),
        world.timeline().digest());
  }

  /** The primary stays honest unless the plan says otherwise: nobody could replace it. */
  private Set<Integer> liars() {
    Set<Integer> liars = new HashSet<>();
    if (plan.lyingPrimary()) {
      liars.add(0);
    }
    while (liars.size() < plan.liars()) {
      liars.add(1 + faults.nextInt(plan.validators() - 1));
    }
    return liars;
  }

  private void planFaults() {
    for (SimulatedNode node : nodes) {
      long mean = plan.crashes().meanMicros();
      if (mean > 0) {
        crashAgain(node, mean);
      }
    }
    if (plan.crashes().powerLosses()) {
      at(plan.safetyMicros(), () -> nodes.forEach(SimulatedNode::crash));
    }
    if (plan.links().partitions()) {
      at(plan.safetyMicros(), world.links()::partition);
      at(plan.safetyMicros(), world.links()::partition);
      at(plan.safetyMicros(), world.links()::reconnect);
    }
    at(plan.safetyMicros(), () -> nodes.get(faults.nextInt(nodes.size())).jumpClock());
    nodes.stream()
        .skip(1)
        .filter(SimulatedNode::isCorrect)
        .limit(plan.crashes().wiped())
        .forEach(
            node -> {
              node.wipeAtNextCrash();
              at(plan.safetyMicros(), node::crash);
            });
  }

  private void at(long microsMax, Runnable action) {
    world
        .timeline()
        .after(
            faults.nextLong(microsMax),
            () -> {
              if (!healing) {
                action.run();
              }
            });
  }

  private void crashAgain(SimulatedNode node, long meanMicros) {
    long micros = (long) (-Math.log(1 - faults.nextDouble()) * meanMicros);
    world
        .timeline()
        .after(
            micros,
            () -> {
              if (!healing) {
                node.crash();
                crashAgain(node, meanMicros);
              }
            });
  }

  private void heal() {
    healing = true;
    world.links().heal();
    nodes.forEach(SimulatedNode::heal);
    poll(
        world.timeline().nowMicros()
            + (plan.lyingPrimary() ? HEAL_MICROS_WITH_LYING_PRIMARY : HEAL_MICROS_MAX));
  }

  private void poll(long untilMicros) {
    Optional<String> missing = missing();
    if (missing.isEmpty()) {
      done = true;
    } else if (world.timeline().nowMicros() < untilMicros) {
      world.timeline().after(POLL_MICROS, () -> poll(untilMicros));
    } else if (plan.lyingPrimary()) {
      done = true;
    } else {
      throw new Violation("liveness: " + missing.get());
    }
  }

  /**
   * What is still to happen; empty: everything that was asked for is executed everywhere. A backup
   * may keep a bundle that a gateway's earlier life told it alone: nobody forwards it yet.
   */
  private Optional<String> missing() {
    if (world.workload().open() > 0) {
      return Optional.of(
          "%d operations unanswered, %s".formatted(world.workload().open(), states()));
    }
    long length = world.observer().ledger().length();
    if (world.workload().newestAnswered() > length) {
      throw new Violation("durability: an answered batch is gone");
    }
    Set<Digest> chains = new HashSet<>();
    for (SimulatedNode node : nodes) {
      Optional<Effect.Publish> now = node.life().flatMap(Life::published);
      boolean settled =
          !node.isCorrect()
              || (now.isPresent()
                  && now.get().standing() != Standing.ASKING
                  && node.disk().ledger().head().sequence() == length
                  && now.get().lastExecuted() == length
                  && (node.member() > 0 || now.get().pending() == 0));
      if (!settled) {
        return Optional.of("validator %d is not settled, %s".formatted(node.member(), states()));
      }
      if (node.isCorrect()) {
        chains.add(node.disk().ledger().head().chain());
      }
    }
    if (chains.size() > 1) {
      throw new Violation("agreement: chains differ at %d: %s".formatted(length, chains));
    }
    return Optional.empty();
  }

  private String states() {
    StringBuilder states = new StringBuilder();
    for (SimulatedNode node : nodes) {
      states.append(
          "%n  %d %s executed %d, life %d, certified %d, %s, flying %s"
              .formatted(
                  node.member(),
                  node.isCorrect() ? "correct" : "liar",
                  node.disk().ledger().head().sequence(),
                  node.lives(),
                  node.life().map(l -> l.executor().results().certified()).orElse(-1L),
                  node.life().flatMap(Life::published).map(Object::toString).orElse("nothing"),
                  node.life().map(l -> l.gateway().flying().keySet().toString()).orElse("-")));
    }
    return states.toString();
  }
}
