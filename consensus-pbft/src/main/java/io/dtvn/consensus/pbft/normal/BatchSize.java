package io.dtvn.consensus.pbft.normal;

import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.BatchHeader;
import io.dtvn.domain.ledger.Bundle;

/** How much of a batch's limits some bundles use up. */
final class BatchSize {

  private long bundles;
  private long operations;
  private long bytes;

  void add(Bundle bundle) {
    bundles++;
    operations += bundle.operations().size();
    bytes += bytesOf(bundle);
  }

  void remove(Bundle bundle) {
    bundles--;
    operations -= bundle.operations().size();
    bytes -= bytesOf(bundle);
  }

  void add(BatchSize other) {
    bundles += other.bundles;
    operations += other.operations;
    bytes += other.bytes;
  }

  boolean isEmpty() {
    return bundles == 0;
  }

  /** Whether the bundles fill a batch: one limit at least is reached. */
  boolean isFull() {
    return bundles >= Batch.BUNDLES_MAX
        || operations >= Batch.OPERATIONS_MAX
        || BatchHeader.BYTES + bytes >= Batch.BYTES_MAX;
  }

  /** Whether {@code bundle} fits into a batch beside the others. */
  boolean hasRoomFor(Bundle bundle) {
    return bundles + 1 <= Batch.BUNDLES_MAX
        && operations + bundle.operations().size() <= Batch.OPERATIONS_MAX
        && BatchHeader.BYTES + bytes + bytesOf(bundle) <= Batch.BYTES_MAX;
  }

  private static int bytesOf(Bundle bundle) {
    return Integer.BYTES + bundle.encoded().length();
  }
}
