package io.dtvn.application.execution;

import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The leaves that batches changed since the newest checkpoint, by batch. */
final class PendingLeaves {

  private final TreeMap<Long, SortedMap<Digest, Optional<Digest>>> changes = new TreeMap<>();

  /** What {@code store} holds. */
  static PendingLeaves open(KeyValueStore store) {
    PendingLeaves pending = new PendingLeaves();
    try (Scan scan = store.scan(Buckets.LEAF_CHANGES, Bytes.EMPTY, Bytes.EMPTY)) {
      while (scan.hasNext()) {
        Scan.Entry entry = scan.next();
        pending
            .changes
            .computeIfAbsent(Keys.sequence(entry.key()), _ -> new TreeMap<>())
            .put(Keys.changedLeaf(entry.key()), value(entry.value()));
      }
    }
    return pending;
  }

  void add(long sequence, SortedMap<Digest, Optional<Digest>> ofBatch) {
    changes.put(sequence, ofBatch);
  }

  /** Takes away the changes of all batches up to {@code sequence}, oldest first. */
  List<SortedMap<Digest, Optional<Digest>>> takeUpTo(long sequence) {
    var upTo = changes.headMap(sequence, true);
    List<SortedMap<Digest, Optional<Digest>>> taken = new ArrayList<>(upTo.values());
    upTo.clear();
    return taken;
  }

  private static Optional<Digest> value(Bytes stored) {
    return stored.length() == 0
        ? Optional.empty()
        : Optional.of(Digest.fromBytes(stored.unsafeArray(), 0));
  }
}
