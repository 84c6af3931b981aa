package io.dtvn.consensus.pbft.normal;

import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import java.util.List;

/** Takes in what the executor has done. */
public final class Execution {

  private final ReplicaState state;

  /** Reports to {@code state}. */
  public Execution(ReplicaState state) {
    this.state = state;
  }

  /**
   * Batch {@code sequence} was executed. Every bundle in it is pending no more, whatever payload or
   * outcome it had.
   *
   * @param executed the ids that the ledger now knows
   */
  public void onExecuted(long sequence, List<BundleId> executed) {
    Batch batch = state.order().finish(sequence);
    for (Bundle bundle : batch.bundles()) {
      state.pool().measure(bundle.id(), state.now().monotonicMillis());
      state.pool().forget(bundle.id());
    }
    executed.forEach(state.pool()::executed);
  }
}
