package io.dtvn.application.store;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.Metrics.Counter;
import io.dtvn.ports.out.Metrics.Metric;
import io.dtvn.ports.out.Metrics.Timer;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.out.StorageStatistics;
import io.dtvn.ports.out.WriteBatch;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A store that tells how often it is asked, how long that takes and how often it fails. What is
 * read from a snapshot is not measured. Thread-safe.
 */
public final class MeteredStore implements KeyValueStore {

  private final KeyValueStore store;
  private final Operation read;
  private final Operation scan;
  private final Operation write;
  private final Operation snapshot;
  private final Operation compact;
  private final Operation check;
  private final Timer sync;
  private final Counter errors;

  private record Operation(Counter count, Timer latency) {

    static Operation of(Metrics metrics, String name) {
      return new Operation(
          metrics.counter(
              storage("operations_total", "Calls of the store.").with("operation", name)),
          metrics.timer(
              storage("latency_seconds", "How long a call of the store takes.")
                  .with("operation", name)));
    }

    long done(long startedNanos) {
      long took = System.nanoTime() - startedNanos;
      count.increment();
      latency.record(took);
      return took;
    }
  }

  /** Measures {@code store}, which it closes. */
  public MeteredStore(KeyValueStore store, Metrics metrics) {
    this.store = store;
    this.read = Operation.of(metrics, "read");
    this.scan = Operation.of(metrics, "scan");
    this.write = Operation.of(metrics, "write");
    this.snapshot = Operation.of(metrics, "snapshot");
    this.compact = Operation.of(metrics, "compact");
    this.check = Operation.of(metrics, "check");
    this.sync =
        metrics.timer(storage("fsync_seconds", "How long a write takes that survives power loss."));
    this.errors = metrics.counter(storage("errors_total", "Failures of the medium."));
  }

  private static Metric storage(String name, String help) {
    return Metric.of("dtvn_storage_" + name, help);
  }

  private <T> T measured(Operation operation, Supplier<T> call) {
    long started = System.nanoTime();
    try {
      return call.get();
    } catch (StorageException e) {
      errors.increment();
      throw e;
    } finally {
      operation.done(started);
    }
  }

  @Override
  public Optional<Bytes> read(Bucket bucket, Bytes key) {
    long started = System.nanoTime();
    try {
      Optional<Bytes> value = store.read(bucket, key);
      read.done(started);
      return value;
    } catch (StorageException e) {
      errors.increment();
      throw e;
    }
  }

  @Override
  public Scan scan(Bucket bucket, Bytes from, Bytes to) {
    return measured(scan, () -> store.scan(bucket, from, to));
  }

  @Override
  public Scan scanBackward(Bucket bucket, Bytes from, Bytes to) {
    return measured(scan, () -> store.scanBackward(bucket, from, to));
  }

  @Override
  public void write(WriteBatch batch, Durability durability) {
    long started = System.nanoTime();
    try {
      store.write(batch, durability);
    } catch (StorageException e) {
      errors.increment();
      throw e;
    }
    long took = write.done(started);
    if (durability == Durability.SYNCED) {
      sync.record(took);
    }
  }

  @Override
  public Snapshot snapshot() {
    return measured(snapshot, store::snapshot);
  }

  @Override
  public void compact(Progress progress) {
    measured(
        compact,
        () -> {
          store.compact(progress);
          return true;
        });
  }

  @Override
  public void check(Progress progress) {
    measured(
        check,
        () -> {
          store.check(progress);
          return true;
        });
  }

  @Override
  public StorageStatistics statistics() {
    return store.statistics();
  }

  @Override
  public void close() {
    store.close();
  }
}
