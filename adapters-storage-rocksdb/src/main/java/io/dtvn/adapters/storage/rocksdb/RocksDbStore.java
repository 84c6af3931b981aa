package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.GroupCommit;
import io.dtvn.adapters.storage.files.Life;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageStatistics;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.StoreLimits;
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
  private final GroupCommit commits;
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
    this.commits = new GroupCommit(writer);
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
    StoreLimits.checkBatch(batch, database.families().buckets());
    long started = System.nanoTime();
    used(
        "write",
        () -> {
          commits.write(batch, durability);
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

  /** {@inheritDoc} Here they do. Closing waits for it. */
  @Override
  public void compact(Progress progress) {
    used(
        "compact",
        () -> {
          commits.checkSound();
          long done = 0;
          for (ColumnFamilyHandle family : database.families().all()) {
            progress.at(done, database.families().all().size());
            database.rocks().compactRange(family);
            done++;
          }
          commits.runAlone(writer::sync);
          progress.at(done, done);
          return writer;
        });
  }

  /** {@inheritDoc} What is not in tables yet was checked when the store was opened. */
  @Override
  public void check(Progress progress) {
    used(
        "check",
        () -> {
          progress.at(0, 1);
          database.rocks().verifyChecksum();
          progress.at(1, 1);
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
            if (commits.isSound()) {
              writer.sync();
            }
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

  private <T> T used(String wanted, Life.Use<T, RocksDBException> use) {
    try {
      return life.use(use);
    } catch (RocksDBException e) {
      throw database.failures().during(wanted, e);
    }
  }
}
