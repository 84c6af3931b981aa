package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.Outcome;
import java.util.List;

/**
 * What became of one batch. A pure function of the batch, its sequence number and the state before.
 *
 * @param head the ledger's head after it
 * @param batchDigest d
 * @param outcomes one per operation: all operations of the first bundle, then of the second, …
 * @param leaves the hash of each operation's result leaf, in the same order
 * @param resultsRoot RFC 6962 root over {@code leaves}
 * @param executed the ids of all bundles of the batch, whatever became of them
 * @param changes what to write
 */
public record Execution(
    LedgerHead head,
    Digest batchDigest,
    List<Outcome> outcomes,
    List<Digest> leaves,
    Digest resultsRoot,
    List<BundleId> executed,
    LedgerChanges changes) {

  /** Copies the lists. */
  public Execution {
    outcomes = List.copyOf(outcomes);
    leaves = List.copyOf(leaves);
    executed = List.copyOf(executed);
  }
}
