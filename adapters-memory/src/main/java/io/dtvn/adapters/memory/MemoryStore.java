package io.dtvn.adapters.memory;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.StorageStatistics;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.out.WriteBatch.Change;
import io.dtvn.ports.spi.StoreLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Readers take the newest version and need no lock; a writer makes the next version beside it and
 * shows all of it at once.
 */
final class MemoryStore extends MemoryReads implements KeyValueStore {

  private final SplittableRandom priorities = new SplittableRandom();
  private final LongAdder scans = new LongAdder();
  private final LongAdder snapshots = new LongAdder();
  private final LongAdder openSnapshots = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder writeNanos = new LongAdder();
  private volatile Map<Bucket, Treap> newest;
  private volatile boolean closed;

  MemoryStore(List<Bucket> buckets) {
    Map<Bucket, Treap> empty = new HashMap<>();
    for (Bucket bucket : buckets) {
      empty.put(bucket, Treap.EMPTY);
    }
    newest = empty;
  }

  @Override
  public synchronized void write(WriteBatch batch, Durability durability) {
    checkOpen();
    StoreLimits.checkBatch(batch, newest.keySet());
    long started = System.nanoTime();
    Map<Bucket, Treap> next = new HashMap<>(newest);
    for (Change change : batch.changes()) {
      next.compute(bucketOf(change), (_, treap) -> apply(change, treap));
    }
    newest = next;
    writes.increment();
    writeNanos.add(System.nanoTime() - started);
  }

  @Override
  public Snapshot snapshot() {
    checkOpen();
    snapshots.increment();
    openSnapshots.increment();
    return new MemorySnapshot(newest);
  }

  /** Nothing to reclaim: the collector does it. */
  @Override
  public void compact(Progress progress) {
    checkOpen();
  }

  /** There is no medium. */
  @Override
  public void check(Progress progress) {
    checkOpen();
  }

  @Override
  public StorageStatistics statistics() {
    checkOpen();
    TreeMap<String, Long> values = new TreeMap<>();
    values.put("cursor_count", scans.sum());
    values.put("tx_count", snapshots.sum());
    values.put("open_tx_count", openSnapshots.sum());
    values.put("write", writes.sum());
    values.put("write_time", writeNanos.sum());
    return new StorageStatistics(values);
  }

  @Override
  public synchronized void close() {
    closed = true;
    newest = Map.of();
  }

  @Override
  Map<Bucket, Treap> version() {
    return newest;
  }

  @Override
  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("memory store: closed");
    }
  }

  @Override
  void countScan() {
    scans.increment();
  }

  private static Bucket bucketOf(Change change) {
    return switch (change) {
      case Change.Put put -> put.bucket();
      case Change.Delete delete -> delete.bucket();
      case Change.DeleteRange range -> range.bucket();
    };
  }

  private Treap apply(Change change, Treap treap) {
    return switch (change) {
      case Change.Put(Bucket _, Bytes key, Bytes value) ->
          treap.with(key, value, priorities.nextInt());
      case Change.Delete(Bucket _, Bytes key) -> treap.without(key);
      case Change.DeleteRange(Bucket _, Bytes from, Bytes to) -> treap.withoutRange(from, to);
    };
  }

  /** One version; closed with the store at the latest. */
  private final class MemorySnapshot extends MemoryReads implements Snapshot {

    private final Map<Bucket, Treap> version;
    private volatile boolean released;

    MemorySnapshot(Map<Bucket, Treap> version) {
      this.version = version;
    }

    @Override
    public synchronized void close() {
      if (!released) {
        released = true;
        openSnapshots.decrement();
      }
    }

    @Override
    Map<Bucket, Treap> version() {
      return version;
    }

    @Override
    void checkOpen() {
      MemoryStore.this.checkOpen();
      if (released) {
        throw new IllegalStateException("snapshot: closed");
      }
    }

    @Override
    void countScan() {
      scans.increment();
    }
  }
}
