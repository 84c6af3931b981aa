package io.dtvn.benchmarks.storage;

import io.dtvn.application.journal.Journal;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.WriteBatch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several threads that write synced batches at once, each in a part of the journal's bucket. */
final class GroupLoad {

  private static final int RECORD_BYTES = 250;

  /** The journal's own keys begin with 0 or 0xFF. */
  private static final byte FIRST_KEY_BYTE = 0x40;

  private final KeyValueStore store;
  private final int records;

  GroupLoad(KeyValueStore store, int records) {
    this.store = store;
    this.records = records;
  }

  Latencies run(int writers, Duration duration) throws InterruptedException {
    long until = System.nanoTime() + duration.toNanos();
    Latencies all = new Latencies();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Callable<Latencies>> work = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int writer = i;
        work.add(() -> write(writer, until));
      }
      for (Future<Latencies> done : threads.invokeAll(work)) {
        all.add(done.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a writer failed", e);
    }
    store.write(
        new WriteBatch().deleteRange(Journal.BUCKET, key(0, 0, 0), key(writers, 0, 0)),
        Durability.SYNCED);
    return all;
  }

  private Latencies write(int writer, long until) {
    SplittableRandom random = new SplittableRandom(writer);
    Latencies latencies = new Latencies();
    for (int n = 0; System.nanoTime() < until; n++) {
      WriteBatch batch = new WriteBatch();
      for (int i = 0; i < records; i++) {
        byte[] record = new byte[RECORD_BYTES];
        random.nextBytes(record);
        batch.put(Journal.BUCKET, key(writer, n, i), Bytes.owning(record));
      }
      long started = System.nanoTime();
      store.write(batch, Durability.SYNCED);
      latencies.add(started);
    }
    return latencies;
  }

  private static Bytes key(int writer, int number, int record) {
    ByteBuffer key = ByteBuffer.allocate(1 + 3 * Integer.BYTES).put(FIRST_KEY_BYTE);
    return Bytes.owning(key.putInt(writer).putInt(number).putInt(record).array());
  }
}
