package io.dtvn.consensus.pbft.cluster;

import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.spi.Event;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Collects results until f+1 members, this one included, came to the same, batch by batch. Only
 * then callers are answered.
 */
final class ResultGate {

  private static final int RESEND_MAX = 64;

  private final World world;
  private final SimulatedNode node;
  private final Life life;
  private final TreeMap<Long, TreeMap<Integer, Digest>> others = new TreeMap<>();
  private final int needed;
  private long certified;

  ResultGate(World world, SimulatedNode node, Life life) {
    this.world = world;
    this.node = node;
    this.life = life;
    this.needed = world.network().genesis().validators().quorum().faults();
  }

  void resume() {
    certified = node.disk().certified();
    settle();
  }

  long certified() {
    return certified;
  }

  void onExecuted(long sequence) {
    own(sequence)
        .ifPresent(
            root -> {
              for (int peer = 0; peer < world.network().size(); peer++) {
                send(peer, sequence, root);
              }
            });
    settle();
  }

  void onReceived(int from, long sequence, Digest root) {
    int span = 2 * world.plan().parameters().window();
    if (sequence > certified && sequence <= certified + span) {
      others.computeIfAbsent(sequence, _ -> new TreeMap<>()).put(from, root);
      settle();
    }
  }

  void resend(int to, long from) {
    for (long s = from; s < from + RESEND_MAX; s++) {
      long sequence = s;
      own(s).ifPresent(root -> send(to, sequence, root));
    }
  }

  private void send(int to, long sequence, Digest root) {
    Digest said = node.liar().isPresent() ? Digest.ZERO : root;
    life.send(to, new HostFrame.Result(sequence, said));
  }

  private Optional<Digest> own(long sequence) {
    return node.disk().archived(sequence).map(SimulatedDisk.Archived::resultsRoot);
  }

  private void settle() {
    while (!life.isOver() && isCertified(certified + 1)) {
      certified++;
      others.remove(certified);
      node.disk().certified(certified);
      life.gateway().onCertified(certified);
      life.handle(new Event.ResultsCertified(life.now(), certified));
    }
  }

  private boolean isCertified(long sequence) {
    Optional<Digest> own = own(sequence);
    TreeMap<Integer, Digest> said = others.getOrDefault(sequence, new TreeMap<>());
    return own.isPresent() && said.values().stream().filter(own.get()::equals).count() >= needed;
  }
}
