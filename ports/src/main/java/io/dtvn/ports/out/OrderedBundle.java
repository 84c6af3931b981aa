package io.dtvn.ports.out;

import io.dtvn.domain.ticket.Outcome;
import java.util.List;

/**
 * Where a bundle was executed and what became of each operation.
 *
 * @param sequence s of the batch
 * @param blockTime of the batch, in ms
 * @param firstIndex place of the bundle's first operation among all of the batch
 * @param outcomes one per operation of the bundle, in its order
 */
public record OrderedBundle(long sequence, long blockTime, int firstIndex, List<Outcome> outcomes) {

  /** Copies the outcomes. */
  public OrderedBundle {
    outcomes = List.copyOf(outcomes);
  }
}
