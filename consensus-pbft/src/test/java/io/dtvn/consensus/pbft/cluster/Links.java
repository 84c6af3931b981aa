package io.dtvn.consensus.pbft.cluster;

import io.dtvn.consensus.pbft.cluster.ClusterPlan.LinkFaults;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The links between members: they lose, double, delay and reorder frames, and are cut at times. */
final class Links {

  private static final int DELAY_FACTOR_MAX = 50;

  private final Timeline timeline;
  private final SplittableRandom random;
  private final LinkFaults faults;
  private final boolean[][] cut;
  private List<SimulatedNode> nodes = List.of();
  private boolean healed;
  private long sent;
  private long lost;

  Links(Timeline timeline, SplittableRandom random, ClusterPlan plan) {
    this.timeline = timeline;
    this.random = random;
    this.faults = plan.links();
    this.cut = new boolean[plan.validators()][plan.validators()];
  }

  void connect(List<SimulatedNode> members) {
    nodes = members;
  }

  /** Sends {@code frame}; it may come late, twice or never. */
  void send(int from, int to, HostFrame frame) {
    sent++;
    if (!healed && (cut[from][to] || random.nextDouble() < faults.loss())) {
      lost++;
      return;
    }
    deliver(from, to, frame);
    if (!healed && random.nextDouble() < faults.duplication()) {
      deliver(from, to, frame);
    }
  }

  /** Cuts some links for a while, in one direction or both. */
  void partition() {
    for (int from = 0; from < cut.length; from++) {
      for (int to = 0; to < cut.length; to++) {
        cut[from][to] = from != to && random.nextInt(3) == 0;
      }
    }
  }

  /** Connects whatever is cut. */
  void reconnect() {
    for (boolean[] row : cut) {
      Arrays.fill(row, false);
    }
    for (SimulatedNode node : nodes) {
      for (int peer = 0; peer < cut.length; peer++) {
        tellConnected(node, peer);
      }
    }
  }

  /** Stops all faults of links. */
  void heal() {
    healed = true;
    reconnect();
  }

  /** Tells {@code node} and all others of their new links. */
  void onStarted(SimulatedNode node) {
    for (SimulatedNode other : nodes) {
      tellConnected(node, other.member());
      tellConnected(other, node.member());
    }
  }

  long sent() {
    return sent;
  }

  long lost() {
    return lost;
  }

  private void tellConnected(SimulatedNode node, int peer) {
    if (node.member() != peer) {
      timeline.after(delayMicros(), () -> node.onConnected(peer));
    }
  }

  private void deliver(int from, int to, HostFrame frame) {
    timeline.after(
        delayMicros(),
        () -> {
          timeline.note(frame.fingerprint());
          nodes.get(to).onFrame(from, frame);
        });
  }

  private long delayMicros() {
    long typical = random.nextLong(faults.delayMicros() / 2, 2 * faults.delayMicros());
    boolean slow = !healed && random.nextInt(10) == 0;
    return slow ? typical * random.nextInt(1, DELAY_FACTOR_MAX) : typical;
  }
}
