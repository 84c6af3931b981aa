package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.bbolt.Exchange.Request;
import io.dtvn.adapters.storage.files.Life;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Scan;
import java.util.Optional;

/** A read transaction, with a life of its own inside that of the store. */
final class BboltSnapshot implements KeyValueStore.Snapshot {

  private final BboltReads reads;
  private final Life storeLife;
  private final Runnable end;

  /** To be made inside {@link Life#use} of the store. */
  BboltSnapshot(BboltFile file, Life storeLife) {
    long handle = file.ask("take a snapshot", Shim::dtvnSnapshot, Frame::number);
    Life life = storeLife.inner("snapshot");
    Request ending = Request.of(Shim::dtvnSnapshotEnd, handle);
    this.reads = new BboltReads(file, handle, life);
    this.storeLife = storeLife;
    this.end = () -> life.end(() -> file.ask("end a snapshot", ending, _ -> file));
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
