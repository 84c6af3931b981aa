package io.dtvn.consensus.pbft.repair;

import io.dtvn.consensus.pbft.normal.ReplicaState;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.CatchUp;
import io.dtvn.ports.spi.Effect.StartTimer;
import io.dtvn.ports.spi.TimerId;
import java.util.Arrays;
import java.util.List;

/**
 * Names the next peer whose archive may be read: when others have executed more while nothing moved
 * here for T_lag, and every ten T_lag for as long as f+1 members are more than K ahead, so that
 * nobody is read for ever who brings just enough not to seem silent. Whoever reads decides whether
 * to change for it. A peer that lies about its progress only wastes time.
 *
 * <p>The wait for something to move doubles when nothing at all came between two namings, so that a
 * slow link has time to bring something.
 */
public final class Lag {

  private static final String TIMER = "lag";

  /** How many T_lag far behind until another peer is named although something moves. */
  private static final int FAR_LAGS = 10;

  /** And at least so many times what is given to one that brings nothing. */
  private static final int FAR_WAITS = 4;

  private static final int PATIENCE_MAX = 64;

  private final ReplicaState state;
  private final long[] executedThere;
  private boolean running;
  private long given;
  private long progressMillis;
  private int lastPeer;
  private int patience = 1;

  /** When a peer was named last, or this replica was seen not to be far behind. */
  private long namedMillis;

  /** What was given to the executor when a peer was named last; -1: none yet. */
  private long namedAt = -1;

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
    boolean far = isFarBehind();
    if (!far) {
      patience = 1;
      namedAt = -1;
    }
    if (isBehind() && (standsStill() || (far && hadTimeEnough()))) {
      nameNext(effects);
    } else if (!far) {
      namedMillis = state.now().monotonicMillis();
    }
    return true;
  }

  private boolean standsStill() {
    long now = state.now().monotonicMillis();
    long wait = state.timing().lag().toMillis() * patience;
    boolean waitsForOthers = now - progressMillis >= wait && isExecutorIdle();
    return waitsForOthers && (namedAt != given || now - namedMillis >= wait);
  }

  /** Not even a busy executor excuses from this: who knows the time of the timer can see to it. */
  private boolean hadTimeEnough() {
    long lags = Math.max(FAR_LAGS, FAR_WAITS * patience);
    long named = state.now().monotonicMillis() - namedMillis;
    return named >= lags * state.timing().lag().toMillis();
  }

  private boolean isExecutorIdle() {
    return given == state.order().executed();
  }

  private void nameNext(List<Effect> effects) {
    if (namedAt == given && isExecutorIdle()) {
      patience = Math.min(PATIENCE_MAX, 2 * patience);
    }
    namedAt = given;
    namedMillis = state.now().monotonicMillis();
    lastPeer = nextPeerAhead();
    effects.add(new CatchUp(state.order().executed() + 1, lastPeer));
  }

  /** Whether f+1 members, so a correct one, say that they are more than K ahead. */
  private boolean isFarBehind() {
    long[] others = executedThere.clone();
    others[state.seat().index()] = 0;
    Arrays.sort(others);
    int oneIsCorrect = state.seat().members().quorum().weakQuorum();
    long there = others[others.length - oneIsCorrect];
    return there - state.order().given() > state.parameters().checkpointInterval();
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
