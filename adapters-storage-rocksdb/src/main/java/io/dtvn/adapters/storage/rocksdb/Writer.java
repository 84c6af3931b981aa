package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.GroupCommit;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.WriteBatch.Change;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Writes groups of changes and notes what is on the medium. Called by one thread at a time. */
final class Writer implements GroupCommit.Target {

  /** Greater than every key. */
  private static final byte[] PAST_THE_END = pastTheEnd();

  private final Database database;
  private final Witness witness;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final WriteOptions buffered = new WriteOptions().setSync(false);

  Writer(Database database, Witness witness) {
    this.database = database;
    this.witness = witness;
  }

  @Override
  public void write(List<Change> changes, boolean sync) {
    try (WriteBatch batch = new WriteBatch()) {
      for (Change change : changes) {
        add(change, batch);
      }
      guarded("write", () -> write(batch, sync));
    } catch (RocksDBException e) {
      throw new IllegalStateException("a batch in memory takes every checked change", e);
    }
  }

  /** Waits until everything that was written is on the medium. */
  void sync() {
    RocksDB rocks = database.rocks();
    guarded(
        "sync",
        () -> {
          rocks.flushWal(true);
          witness.note(rocks.getLatestSequenceNumber());
        });
  }

  void free() {
    synced.close();
    buffered.close();
  }

  private void write(WriteBatch batch, boolean sync) throws RocksDBException, IOException {
    RocksDB rocks = database.rocks();
    rocks.write(sync ? synced : buffered, batch);
    if (sync) {
      if (batch.count() == 0) {
        rocks.flushWal(true); // an empty batch is not logged, so nothing would be synced
      }
      witness.note(rocks.getLatestSequenceNumber());
    }
  }

  private interface Step {
    void take() throws RocksDBException, IOException;
  }

  private void guarded(String wanted, Step step) {
    try {
      step.take();
    } catch (RocksDBException e) {
      throw database.failures().during(wanted, e);
    } catch (IOException e) {
      throw database.failures().failed(wanted, e);
    }
  }

  private void add(Change change, WriteBatch batch) throws RocksDBException {
    Families families = database.families();
    switch (change) {
      case Change.Put(Bucket bucket, Bytes key, Bytes value) ->
          batch.put(families.of(bucket), key.unsafeArray(), value.unsafeArray());
      case Change.Delete(Bucket bucket, Bytes key) ->
          batch.delete(families.of(bucket), key.unsafeArray());
      case Change.DeleteRange(Bucket bucket, Bytes from, Bytes to) -> {
        byte[] end = to.length() == 0 ? PAST_THE_END : to.unsafeArray();
        if (Arrays.compareUnsigned(from.unsafeArray(), end) < 0) {
          batch.deleteRange(families.of(bucket), from.unsafeArray(), end);
        }
      }
    }
  }

  private static byte[] pastTheEnd() {
    byte[] key = new byte[KeyValueStore.KEY_BYTES_MAX + 1];
    Arrays.fill(key, (byte) 0xff);
    return key;
  }
}
