package io.dtvn.consensus.pbft.repair;

import io.dtvn.consensus.pbft.normal.ReplicaState;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.CatchUp;
import io.dtvn.ports.spi.Effect.StartTimer;
import io.dtvn.ports.spi.TimerId;
import java.util.List;

/**
 * Notices that others have executed more while nothing moved here for T_lag, and has one archive
 * read after the other. A peer that lies about its progress only wastes time.
 */
public final class Lag {

  private static final String TIMER = "lag";

  private final ReplicaState state;
  private final long[] executedThere;
  private boolean running;
  private long given;
  private long progressMillis;
  private int lastPeer;

  /** Watches {@code state}. */
  public Lag(ReplicaState state) {
    this.state = state;
    this.executedThere = new long[state.seat().size()];
    this.lastPeer = state.seat().index();
  }

  /** {@code peer} says how far it is: it may have fallen back in another life. */
  public void reported(int peer, long lastExecuted) {
    executedThere[peer] = lastExecuted;
  }

  /** A vote of {@code peer} implies that it has executed up to {@code sequence}. */
  public void heard(int peer, long sequence) {
    executedThere[peer] = Math.max(executedThere[peer], sequence);
  }

  /** Whether a peer has executed more than was given to the executor here. */
  public boolean isBehind() {
    return nextPeerAhead() >= 0;
  }

  /** Notes progress and watches while behind. */
  public void settle(List<Effect> effects) {
    if (given != state.order().given()) {
      given = state.order().given();
      progressMillis = state.now().monotonicMillis();
    }
    if (!running && isBehind()) {
      running = true;
      long at = state.now().monotonicMillis() + state.timing().lag().toMillis();
      effects.add(new StartTimer(new TimerId(TIMER, state.view()), at));
    }
  }

  /** Returns whether {@code id} is this timer. */
  public boolean onTimer(TimerId id, List<Effect> effects) {
    if (!id.name().equals(TIMER)) {
      return false;
    }
    running = false;
    long still = state.now().monotonicMillis() - progressMillis;
    boolean executorIdle = state.order().given() == state.order().executed();
    if (isBehind() && executorIdle && still >= state.timing().lag().toMillis()) {
      lastPeer = nextPeerAhead();
      effects.add(new CatchUp(state.order().given() + 1, lastPeer));
    }
    return true;
  }

  /** The next peer in turn that is ahead; -1: none is. */
  private int nextPeerAhead() {
    int n = executedThere.length;
    for (int step = 1; step <= n; step++) {
      int peer = (lastPeer + step) % n;
      if (peer != state.seat().index() && executedThere[peer] > state.order().given()) {
        return peer;
      }
    }
    return -1;
  }
}
