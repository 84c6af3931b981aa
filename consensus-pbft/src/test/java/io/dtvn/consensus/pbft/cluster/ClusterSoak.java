package io.dtvn.consensus.pbft.cluster;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs many seeds and prints what they came to: {@code --nodes 4 --seeds 5000 --first 1}. Stops at
 * the first violation and prints its plan; the same arguments with {@code --seeds 1 --first SEED}
 * run it again.
 */
public final class ClusterSoak {

  private static final int PROGRESS_SEEDS = 250;

  private long batches;
  private long operations;
  private long restarts;
  private long sent;
  private long lost;
  private final Map<Mark, Integer> marks = new TreeMap<>();

  private ClusterSoak() {}

  /** Runs the seeds that the arguments name. */
  public static void main(String[] args) {
    int nodes = (int) argument(args, "--nodes", 4);
    long seeds = argument(args, "--seeds", 100);
    long first = argument(args, "--first", 1);
    System.exit(new ClusterSoak().run(nodes, seeds, first) ? 0 : 1);
  }

  private boolean run(int nodes, long seeds, long first) {
    long startNanos = System.nanoTime();
    for (long seed = first; seed < first + seeds; seed++) {
      try {
        add(new Cluster(ClusterPlan.draw(nodes, seed)).run());
      } catch (Violation e) {
        System.out.println("FAILED n=" + nodes + " seed=" + seed);
        e.printStackTrace(System.out);
        return false;
      }
      if ((seed - first + 1) % PROGRESS_SEEDS == 0) {
        System.out.println(summary(nodes, seed - first + 1, startNanos));
      }
    }
    System.out.println("seeds that reached: " + marks);
    System.out.println(summary(nodes, seeds, startNanos) + " agreement=yes");
    return true;
  }

  private void add(ClusterReport report) {
    batches += report.batches();
    operations += report.operations();
    restarts += report.restarts();
    sent += report.sent();
    lost += report.lost();
    report.marks().forEach(mark -> marks.merge(mark, 1, Integer::sum));
  }

  private String summary(int nodes, long seeds, long startNanos) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    String figures =
        "batches=%d operations=%d restarts=%d frames=%d lost=%d"
            .formatted(batches, operations, restarts, sent, lost);
    return "n=%d seeds=%d %s wall=%.1fs (%.1f/s)"
        .formatted(nodes, seeds, figures, seconds, seeds / seconds);
  }

  private static long argument(String[] args, String name, long otherwise) {
    for (int i = 0; i + 1 < args.length; i++) {
      if (args[i].toLowerCase(Locale.ROOT).equals(name)) {
        return Long.parseLong(args[i + 1]);
      }
    }
    return otherwise;
  }
}
