package io.dtvn.ports.out;

import io.dtvn.domain.ledger.Bundle;
import java.util.concurrent.CompletionStage;

/**
 * Puts bundles into the one total order in which all nodes execute them, and says what became of
 * them. Thread-safe; no method blocks.
 */
public interface Ordering extends AutoCloseable {

  /**
   * Submits this node's own signed bundle. The stage completes when its batch was executed here and
   * f+1 validators, this one included, signed the same results. It fails with {@link
   * OrderingException.Busy} when the node's reserve is full and {@link OrderingException.NotReady}
   * when the node cannot order anything; then the bundle is surely not ordered.
   */
  CompletionStage<OrderedBundle> submit(Bundle bundle);

  /** What this node knows of the order; truthful at the moment of the call. */
  OrderingStatus status();

  /** Stops taking bundles, finishes what is in flight within a limit, and releases everything. */
  @Override
  void close();
}
