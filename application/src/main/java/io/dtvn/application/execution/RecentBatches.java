package io.dtvn.application.execution;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.archive.ExecutedBatch;
import io.dtvn.application.execution.CertifiedBatch.BundleOutcomes;
import io.dtvn.domain.ledger.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Executed batches that wait to be certified: some in memory, the others in the archive. */
final class RecentBatches {

  private final Archive archive;
  private final int limit;
  private final TreeMap<Long, ExecutedBatch> waiting = new TreeMap<>();

  RecentBatches(Archive archive, int limit) {
    this.archive = archive;
    this.limit = limit;
  }

  void add(ExecutedBatch executed) {
    if (waiting.size() < limit) {
      waiting.put(executed.sequence(), executed);
    }
  }

  /** Takes batch {@code sequence} away, now that it is certified. */
  CertifiedBatch take(long sequence) {
    ExecutedBatch executed = waiting.remove(sequence);
    return certified(
        executed != null
            ? executed
            : archive
                .executed(sequence)
                .orElseThrow(
                    () -> new IllegalStateException("archive: want executed batch " + sequence)));
  }

  private static CertifiedBatch certified(ExecutedBatch executed) {
    List<BundleOutcomes> bundles = new ArrayList<>();
    int first = 0;
    for (Bundle bundle : executed.batch().bundles()) {
      int next = first + bundle.operations().size();
      bundles.add(
          new BundleOutcomes(
              bundle.id(), bundle.digest(), first, executed.outcomes().subList(first, next)));
      first = next;
    }
    return new CertifiedBatch(executed.sequence(), executed.blockTime(), bundles);
  }
}
