package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.Life;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Scan;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/** A native snapshot, with a life of its own inside that of the store. */
final class RocksDbSnapshot implements KeyValueStore.Snapshot {

  private final RocksDbReads reads;
  private final Life storeLife;
  private final Runnable end;

  /** To be made inside {@link Life#use} of the store. */
  RocksDbSnapshot(RocksDB rocks, RocksDbReads newest, Life storeLife, AtomicInteger open) {
    Snapshot taken = rocks.getSnapshot();
    open.incrementAndGet();
    Life life = storeLife.inner("snapshot");
    this.reads = newest.in(taken, life);
    this.storeLife = storeLife;
    this.end =
        () ->
            life.end(
                () -> {
                  reads.free();
                  rocks.releaseSnapshot(taken);
                  open.decrementAndGet();
                });
    storeLife.add(end);
  }

  @Override
  public Optional<Bytes> read(Bucket bucket, Bytes key) {
    return reads.read(bucket, key);
  }

  @Override
  public Scan scan(Bucket bucket, Bytes from, Bytes to) {
    return reads.scan(bucket, from, to);
  }

  @Override
  public Scan scanBackward(Bucket bucket, Bytes from, Bytes to) {
    return reads.scanBackward(bucket, from, to);
  }

  @Override
  public void close() {
    storeLife.endEarly(end);
  }
}
