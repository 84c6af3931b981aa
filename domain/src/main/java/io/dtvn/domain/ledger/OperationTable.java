package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.CanonicalDigest;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.LedgerChanges.RememberedOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations executed so far, as one batch sees and extends them. */
final class OperationTable {

  private final LedgerState state;
  private final long oldest;
  private final Map<OperationKey, OperationRecord> fresh = new HashMap<>(); // never iterated
  private final List<RememberedOperation> remembered = new ArrayList<>();

  /**
   * The table as batch {@code sequence} finds it: operations of the last {@code retention} batches.
   */
  OperationTable(LedgerState state, long sequence, int retention) {
    this.state = state;
    this.oldest = sequence - retention;
  }

  /** What is remembered under {@code key}, from this batch or an earlier one. */
  Optional<OperationRecord> find(OperationKey key) {
    OperationRecord here = fresh.get(key);
    return here != null
        ? Optional.of(here)
        : state.operation(key).filter(known -> known.sequence() >= oldest);
  }

  void remember(OperationKey key, OperationRecord operation) {
    fresh.put(key, operation);
    remembered.add(new RememberedOperation(key, operation));
  }

  /** The operations of this batch in execution order. */
  List<RememberedOperation> remembered() {
    return remembered;
  }

  /** The batch whose operations this one is the last to know; 0 if there is none. */
  long forgottenSequence() {
    return Math.max(0, oldest);
  }

  /**
   * The digest of this batch's operations: each as key and record, sorted by op id and then by the
   * principal's canonical form.
   */
  Digest digest(CanonicalDigest digest) {
    RememberedOperation[] sorted = remembered.toArray(RememberedOperation[]::new);
    Arrays.sort(sorted, BY_KEY);
    CanonicalWriter out = digest.begin();
    for (RememberedOperation entry : sorted) {
      OperationRecordCodec.write(entry.key(), out);
      OperationRecordCodec.write(entry.operation(), out);
    }
    return digest.end();
  }

  private static final Comparator<RememberedOperation> BY_KEY =
      Comparator.comparing(RememberedOperation::key);
}
