package io.dtvn.consensus.pbft.repair;

import io.dtvn.consensus.pbft.message.Forward;
import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.consensus.pbft.normal.ReplicaState;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.Broadcast;
import io.dtvn.ports.spi.Effect.Send;
import io.dtvn.ports.spi.Effect.StartTimer;
import io.dtvn.ports.spi.TimerId;
import java.util.List;

/**
 * Helps on bundles that have waited for T_fwd: the primary may never have seen them. Own ones are
 * sent to all again, those of other gateways are passed on to the primary.
 */
public final class Forwarding {

  private static final String TIMER = "forward";

  /** At most this much is sent again in one go. */
  private static final int BYTES_MAX = 256 * 1024;

  /** Overload is no fault: where bundles wait long as a rule, T_fwd grows up to this factor. */
  private static final int STRETCH_MAX = 4;

  private final ReplicaState state;
  private boolean running;

  /** Helps on what is pending in {@code state}. */
  public Forwarding(ReplicaState state) {
    this.state = state;
  }

  /** Watches while something is pending. */
  public void settle(List<Effect> effects) {
    if (!running && state.pool().size() > 0) {
      running = true;
      long at = state.now().monotonicMillis() + waitMillis();
      effects.add(new StartTimer(new TimerId(TIMER, state.view()), at));
    }
  }

  /** Returns whether {@code id} is this timer. */
  public boolean onTimer(TimerId id, List<Effect> effects) {
    if (!id.name().equals(TIMER)) {
      return false;
    }
    running = false;
    state
        .pool()
        .dropExpired(state.now().wallMillis() - state.parameters().timestampBehind().toMillis());
    int bytes = 0;
    long until = state.now().monotonicMillis() - waitMillis();
    for (Bundle bundle : state.pool().pendingSince(until)) {
      int length = bundle.encoded().length();
      if (bytes + length <= BYTES_MAX) {
        bytes += length;
        sendAgain(bundle, effects);
      }
    }
    return true;
  }

  private void sendAgain(Bundle bundle, List<Effect> effects) {
    int self = state.seat().index();
    if (state.seat().members().at(self).key().equals(bundle.id().gateway())) {
      effects.add(new Broadcast(new RequestMessage(bundle)));
    } else if (!state.isPrimary()) {
      effects.add(new Send(state.primary(), new Forward(bundle)));
    }
  }

  private long waitMillis() {
    long base = state.timing().forwardAfter().toMillis();
    return Math.clamp(2 * state.pool().usualWaitMillis(), base, STRETCH_MAX * base);
  }
}
