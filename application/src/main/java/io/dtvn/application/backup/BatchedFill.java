package io.dtvn.application.backup;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.WriteBatch;

/** Fills an empty store. Everything is on the medium when {@link #finish} returns. */
public final class BatchedFill {

  private static final long BATCH_BYTES = 4L << 20;

  private final KeyValueStore store;
  private WriteBatch batch = new WriteBatch();

  private BatchedFill(KeyValueStore store) {
    this.store = store;
  }

  static BatchedFill of(KeyValueStore store) {
    return new BatchedFill(store);
  }

  /** Copies the buckets of a node from {@code from} to {@code store}, which has none of it. */
  public static void copy(KeyValueStore.Snapshot from, KeyValueStore store, Work work) {
    BatchedFill fill = new BatchedFill(store);
    Pace pace = work.pace();
    for (Bucket bucket : StoredBuckets.ALL) {
      try (Scan scan = from.scan(bucket, Bytes.EMPTY, Bytes.EMPTY)) {
        while (scan.hasNext()) {
          Scan.Entry entry = scan.next();
          fill.put(bucket, entry.key(), entry.value());
          pace.add(entry.key().length() + entry.value().length());
        }
      }
    }
    fill.finish();
    pace.end();
  }

  void put(Bucket bucket, Bytes key, Bytes value) {
    if (batch.bytes() >= BATCH_BYTES) {
      store.write(batch, Durability.BUFFERED);
      batch = new WriteBatch();
    }
    batch.put(bucket, key, value);
  }

  /** A later synced write takes the buffered ones before it to the medium. */
  void finish() {
    if (!batch.isEmpty()) {
      store.write(batch, Durability.SYNCED);
    }
  }
}
