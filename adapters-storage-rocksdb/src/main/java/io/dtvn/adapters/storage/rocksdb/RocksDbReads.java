package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.Life;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.spi.StoreLimits;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/** Reads the newest state, or that of a snapshot, as long as the life it belongs to lasts. */
final class RocksDbReads implements Reads {

  private final Database database;
  private final Life life;
  private final LongAdder scans;
  private final @Nullable Snapshot snapshot;
  private final ReadOptions gets;

  private RocksDbReads(Database database, Life life, LongAdder scans, @Nullable Snapshot snapshot) {
    this.database = database;
    this.life = life;
    this.scans = scans;
    this.snapshot = snapshot;
    this.gets = options();
  }

  static RocksDbReads ofNewest(Database database, Life life, LongAdder scans) {
    return new RocksDbReads(database, life, scans, null);
  }

  /** The same reads, from {@code snapshot}. */
  RocksDbReads in(Snapshot taken, Life itsLife) {
    return new RocksDbReads(database, itsLife, scans, taken);
  }

  @Override
  public Optional<Bytes> read(Bucket bucket, Bytes key) {
    StoreLimits.checkKey(key);
    try {
      return life.use(
          () -> {
            ColumnFamilyHandle family = database.families().of(bucket);
            byte[] value = database.rocks().get(family, gets, key.unsafeArray());
            return value == null ? Optional.empty() : Optional.of(Bytes.owning(value));
          });
    } catch (RocksDBException e) {
      throw database.failures().during("read", e);
    }
  }

  @Override
  public Scan scan(Bucket bucket, Bytes from, Bytes to) {
    return open(bucket, new RocksDbScan.Range(from, to, false));
  }

  @Override
  public Scan scanBackward(Bucket bucket, Bytes from, Bytes to) {
    return open(bucket, new RocksDbScan.Range(from, to, true));
  }

  /** Frees what only this uses; the caller ends the life. */
  void free() {
    gets.close();
  }

  private Scan open(Bucket bucket, RocksDbScan.Range range) {
    return life.use(
        () -> {
          ColumnFamilyHandle family = database.families().of(bucket);
          scans.increment();
          BoundedIterator iterator =
              BoundedIterator.open(database.rocks(), family, options(), range);
          return new RocksDbScan(iterator, range.backward(), life, database.failures());
        });
  }

  private ReadOptions options() {
    ReadOptions options = new ReadOptions();
    return snapshot == null ? options : options.setSnapshot(snapshot);
  }
}
