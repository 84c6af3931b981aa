package io.dtvn.application.archive;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.ports.spi.CommittedBatch;
import java.util.List;

/**
 * A batch and what became of it.
 *
 * @param committed the batch with its place and proof
 * @param blockTime in ms
 * @param resultsRoot root over the outcomes' leaves
 * @param outcomes one per operation: all of the first bundle, then of the second, …
 */
public record ExecutedBatch(
    CommittedBatch committed, long blockTime, Digest resultsRoot, List<Outcome> outcomes) {

  /** Copies the outcomes. */
  public ExecutedBatch {
    outcomes = List.copyOf(outcomes);
  }

  /** s. */
  public long sequence() {
    return committed.sequence();
  }

  /** The body. */
  public Batch batch() {
    return committed.batch();
  }
}
