package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageStatistics;
import io.dtvn.ports.out.WriteBatch;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;

/** An open store. Writers take turns, readers do not wait for them. */
final class RocksDbStore implements KeyValueStore {

  /** Our names of what RocksDB knows about itself, summed over the buckets. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "key_count_estimate", "rocksdb.estimate-num-keys",
          "table_bytes", "rocksdb.total-sst-files-size",
          "write_buffer_bytes", "rocksdb.cur-size-all-mem-tables");

  private final Database database;
  private final Witness witness;
  private final Writer writer;
  private final RocksDbReads newest;
  private final Life life = Life.of("storage");
  private final AtomicInteger openSnapshots = new AtomicInteger();
  private final LongAdder snapshots = new LongAdder();
  private final LongAdder scans = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder writeNanos = new LongAdder();

  RocksDbStore(Database database, Witness witness) {
    this.database = database;
    this.witness = witness;
    this.writer = new Writer(database, witness);
    this.newest = RocksDbReads.ofNewest(database, life, scans);
  }

  @Override
  public Optional<Bytes> read(Bucket bucket, Bytes key) {
    return newest.read(bucket, key);
  }

  @Override
  public Scan scan(Bucket bucket, Bytes from, Bytes to) {
    return newest.scan(bucket, from, to);
  }

  @Override
  public Scan scanBackward(Bucket bucket, Bytes from, Bytes to) {
    return newest.scanBackward(bucket, from, to);
  }

  @Override
  public void write(WriteBatch batch, Durability durability) {
    Limits.checkBatch(batch, database.families());
    long started = System.nanoTime();
    used(
        "write",
        () -> {
          writer.write(batch.changes(), durability);
          return durability;
        });
    writes.increment();
    writeNanos.add(System.nanoTime() - started);
  }

  @Override
  public Snapshot snapshot() {
    return used(
        "take a snapshot",
        () -> {
          snapshots.increment();
          return new RocksDbSnapshot(database.rocks(), newest, life, openSnapshots);
        });
  }

  /** {@inheritDoc} Closing waits for it. */
  @Override
  public void compact() {
    used(
        "compact",
        () -> {
          writer.checkSound();
          for (ColumnFamilyHandle family : database.families().all()) {
            database.rocks().compactRange(family);
          }
          writer.sync();
          return writer;
        });
  }

  @Override
  public StorageStatistics statistics() {
    return used(
        "count",
        () -> {
          TreeMap<String, Long> values = new TreeMap<>();
          values.put("cursor_count", scans.sum());
          values.put("tx_count", snapshots.sum());
          values.put("open_tx_count", (long) openSnapshots.get());
          values.put("write", writes.sum());
          values.put("write_time", writeNanos.sum());
          for (Map.Entry<String, String> property : PROPERTIES.entrySet()) {
            long value = database.rocks().getAggregatedLongProperty(property.getValue());
            values.put(property.getKey(), value);
          }
          return new StorageStatistics(values);
        });
  }

  /** {@inheritDoc} What was buffered is synced first, unless a write has failed. */
  @Override
  public void close() {
    life.end(
        () -> {
          try {
            writer.sync();
          } finally {
            free();
          }
        });
  }

  private void free() {
    writer.free();
    newest.free();
    database.free();
    try {
      witness.close();
    } catch (IOException e) {
      throw database.failures().failed("close it", e);
    }
  }

  private <T> T used(String wanted, Life.Use<T> use) {
    try {
      return life.use(use);
    } catch (RocksDBException e) {
      throw database.failures().during(wanted, e);
    }
  }
}
