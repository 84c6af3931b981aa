package io.dtvn.consensus.pbft.cluster;

import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.membership.Quorum;
import io.dtvn.ports.spi.EngineTiming;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What one seed does to its cluster. Each seed switches kinds of faults off at random: that finds
 * more than all of them at once.
 *
 * @param seed everything random follows from it
 * @param validators n
 * @param parameters K, L, k and the bounds on time
 * @param timing local delays of every replica
 * @param links what happens to frames
 * @param crashes what happens to processes and disks
 * @param liars how many members lie
 * @param lyingPrimary whether the primary is one of them
 * @param operations how many operations clients ask for
 * @param safetyMicros how long faults go on
 * @param clockOffsetMillis how far wall clocks are off at most
 * @param defect a planted mistake, NONE outside of tests of the observer
 */
public record ClusterPlan(
    long seed,
    int validators,
    ProtocolParameters parameters,
    EngineTiming timing,
    LinkFaults links,
    CrashFaults crashes,
    int liars,
    boolean lyingPrimary,
    int operations,
    long safetyMicros,
    long clockOffsetMillis,
    Defect defect) {

  /**
   * Faults of links.
   *
   * @param loss share of frames that never arrive
   * @param duplication share of frames that arrive twice
   * @param delayMicros typical delay; a tenth of the frames take up to fifty times as long
   * @param partitions whether links are cut for a while
   */
  public record LinkFaults(double loss, double duplication, long delayMicros, boolean partitions) {}

  /**
   * Faults of processes.
   *
   * @param perEffect share of effects behind which the process dies
   * @param perSync share of syncs before, during or after which it dies
   * @param meanMicros mean time between other crashes of one process; 0: none
   * @param powerLosses whether all die at once now and then
   * @param wiped how many backups lose their disk once
   * @param groupCommit whether one sync serves everything that waits
   */
  public record CrashFaults(
      double perEffect,
      double perSync,
      long meanMicros,
      boolean powerLosses,
      int wiped,
      boolean groupCommit) {

    /** No process dies. */
    public static final CrashFaults NONE = new CrashFaults(0, 0, 0, false, 0, true);
  }

  /** The plan of {@code seed} for n validators. */
  public static ClusterPlan draw(int validators, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + validators);
    int faulty = new Quorum(validators).faults();
    int liars = faulty > 0 && random.nextInt(3) == 0 ? 1 + random.nextInt(faulty) : 0;
    boolean lyingPrimary = liars > 0 && random.nextInt(3) == 0;
    int wiped = faulty > liars && random.nextInt(4) == 0 ? 1 + random.nextInt(faulty - liars) : 0;
    return new ClusterPlan(
        seed,
        validators,
        parameters(random),
        timing(random, validators),
        links(random),
        crashes(random, wiped),
        liars,
        lyingPrimary,
        random.nextInt(20, 60),
        random.nextLong(1_000_000, 3_000_000),
        random.nextInt(5) == 0 ? 4_000 : 200,
        Defect.NONE);
  }

  /** The same plan with a planted mistake. */
  public ClusterPlan with(Defect planted) {
    return new ClusterPlan(
        seed,
        validators,
        parameters,
        timing,
        links,
        crashes,
        liars,
        lyingPrimary,
        operations,
        safetyMicros,
        clockOffsetMillis,
        planted);
  }

  private static ProtocolParameters parameters(SplittableRandom random) {
    int interval = random.nextInt(3) == 0 ? 16 : 8;
    int window = interval * random.nextInt(2, 5);
    int depth = new int[] {1, 2, 8, window}[random.nextInt(4)];
    return new ProtocolParameters(
        interval, window, depth, Duration.ofSeconds(2), Duration.ofSeconds(10), 100_000);
  }

  private static EngineTiming timing(SplittableRandom random, int validators) {
    int poolBytes = random.nextInt(4) == 0 ? validators * 4 * 1024 : 32 * 1024 * 1024;
    return new EngineTiming(
        Duration.ofMillis(random.nextInt(1, 6)),
        Duration.ofMillis(random.nextInt(40, 160)),
        Duration.ofMillis(random.nextInt(300, 1500)),
        Duration.ofMillis(random.nextInt(150, 500)),
        Duration.ofMillis(300),
        Duration.ofMillis(600),
        poolBytes);
  }

  private static LinkFaults links(SplittableRandom random) {
    double loss = new double[] {0, 0.02, 0.1, 0.25}[random.nextInt(4)];
    double duplication = new double[] {0, 0.02, 0.2}[random.nextInt(3)];
    return new LinkFaults(loss, duplication, random.nextLong(100, 3_000), random.nextInt(3) == 0);
  }

  private static CrashFaults crashes(SplittableRandom random, int wiped) {
    double perEffect = new double[] {0, 0.0005, 0.003}[random.nextInt(3)];
    double perSync = new double[] {0, 0.005, 0.03}[random.nextInt(3)];
    long mean = new long[] {0, 3_000_000, 1_000_000}[random.nextInt(3)];
    return new CrashFaults(
        perEffect, perSync, mean, random.nextInt(3) == 0, wiped, random.nextBoolean());
  }
}
