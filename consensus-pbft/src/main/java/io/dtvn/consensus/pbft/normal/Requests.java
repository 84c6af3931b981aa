package io.dtvn.consensus.pbft.normal;

import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.Broadcast;
import io.dtvn.ports.spi.Effect.Discard;
import io.dtvn.ports.spi.Effect.Refused;
import io.dtvn.ports.spi.Effect.RefusedReason;
import java.util.List;
import java.util.Optional;

/** Admits bundles to the pool. This is local: what stands in a proposal is judged without it. */
public final class Requests {

  private final ReplicaState state;

  /** Admits to the pool of {@code state}. */
  public Requests(ReplicaState state) {
    this.state = state;
  }

  /** A bundle of this node's own gateway: all are told of it, again if it comes again. */
  public void onSubmitted(Bundle bundle, List<Effect> effects) {
    Optional<Reason> objection = state.pool().objectionTo(bundle, state.now().wallMillis());
    if (objection.isPresent() && objection.get() != Reason.DUPLICATE) {
      effects.add(new Refused(bundle.id(), refusedFor(objection.get())));
      return;
    }
    if (objection.isEmpty()) {
      add(bundle, effects);
    }
    effects.add(new Broadcast(new RequestMessage(bundle)));
  }

  /** A bundle that a peer sent or passed on. */
  public void onRequest(int from, Bundle bundle, List<Effect> effects) {
    Optional<Reason> objection = state.pool().objectionTo(bundle, state.now().wallMillis());
    if (objection.isPresent()) {
      effects.add(new Discard(from, objection.get().name()));
      return;
    }
    add(bundle, effects);
  }

  /** Whoever waits for an own bundle must learn that this node no longer works on it. */
  private void add(Bundle bundle, List<Effect> effects) {
    for (BundleId evicted : state.pool().add(bundle, state.now().monotonicMillis())) {
      if (evicted.gateway().equals(state.seat().signer().publicKey())) {
        effects.add(new Refused(evicted, RefusedReason.DISPLACED));
      }
    }
  }

  private static RefusedReason refusedFor(Reason objection) {
    return switch (objection) {
      case BUSY -> RefusedReason.BUSY;
      case EXECUTED -> RefusedReason.EXECUTED;
      default -> RefusedReason.INVALID;
    };
  }
}
