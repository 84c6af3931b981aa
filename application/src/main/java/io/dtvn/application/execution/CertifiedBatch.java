package io.dtvn.application.execution;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ticket.Outcome;
import java.util.List;

/**
 * A batch whose outcomes are certain.
 *
 * @param sequence s
 * @param blockTime in ms
 * @param bundles what became of each bundle, in the batch's order
 */
public record CertifiedBatch(long sequence, long blockTime, List<BundleOutcomes> bundles) {

  /** Copies the bundles. */
  public CertifiedBatch {
    bundles = List.copyOf(bundles);
  }

  /**
   * What became of one bundle.
   *
   * @param id the bundle
   * @param digest rd of the bundle that was executed: another one may have waited under its number
   * @param firstIndex place of its first operation among all of the batch
   * @param outcomes one per operation
   */
  public record BundleOutcomes(BundleId id, Digest digest, int firstIndex, List<Outcome> outcomes) {

    /** Copies the outcomes. */
    public BundleOutcomes {
      outcomes = List.copyOf(outcomes);
    }
  }
}
