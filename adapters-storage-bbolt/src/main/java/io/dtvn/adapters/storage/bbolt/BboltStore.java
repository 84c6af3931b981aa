package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.bbolt.Exchange.Request;
import io.dtvn.adapters.storage.files.GroupCommit;
import io.dtvn.adapters.storage.files.Life;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.out.StorageStatistics;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.StoreLimits;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** An open store. Writers take turns, readers do not wait for them. */
final class BboltStore implements KeyValueStore {

  private final BboltFile file;
  private final Newest note;
  private final GroupCommit commits;
  private final BboltReads newest;
  private final Life life = Life.of("storage");
  private final LongAdder writes = new LongAdder();
  private final LongAdder writeNanos = new LongAdder();

  BboltStore(BboltFile file, Newest note) {
    this.file = file;
    this.note = note;
    this.commits = new GroupCommit(new Writer(file, note));
    this.newest = new BboltReads(file, file.handle(), life);
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

  /**
   * {@inheritDoc} A buffered batch is synced, too: bbolt has no other safe way.
   *
   * @throws IllegalArgumentException also if it has more than 512 MiB
   */
  @Override
  public void write(WriteBatch batch, Durability durability) {
    StoreLimits.checkBatch(batch, file.buckets());
    Writer.checkSize(batch);
    long started = System.nanoTime();
    life.use(
        () -> {
          commits.write(batch, durability);
          return durability;
        });
    writes.increment();
    writeNanos.add(System.nanoTime() - started);
  }

  /** {@inheritDoc} As long as it is open, no space is used again: the file grows. */
  @Override
  public Snapshot snapshot() {
    return life.use(() -> new BboltSnapshot(file, life));
  }

  /** {@inheritDoc} Here they wait. It needs space for a second file. Closing waits for it. */
  @Override
  public void compact(Progress progress) {
    life.use(
        () -> {
          commits.checkSound();
          progress.at(0, 1);
          Attempt attempt = new Attempt();
          commits.runAlone(attempt);
          if (attempt.failure != null) {
            throw attempt.failure;
          }
          progress.at(1, 1);
          return attempt;
        });
  }

  /** A compaction that is given up before it changed anything is no failure of the store. */
  private final class Attempt implements Runnable {

    private @Nullable StorageException failure;

    @Override
    public void run() {
      try {
        Exchange.ask(Request.of(Shim::dtvnCompact, file.handle()), _ -> file);
      } catch (BboltException e) {
        StorageException said = file.failures().during("compact", e);
        if (e.code() != Code.UNCHANGED) {
          throw said;
        }
        failure = said;
      }
    }
  }

  @Override
  public void check(Progress progress) {
    life.use(
        () -> {
          progress.at(0, 1);
          file.ask("check", Shim::dtvnCheck, _ -> file);
          progress.at(1, 1);
          return file;
        });
  }

  /**
   * {@inheritDoc} Of bbolt; {@code write} and {@code write_time} (nanoseconds) count batches, as in
   * every store, and {@code page_write} and {@code page_write_time} what bbolt calls so.
   */
  @Override
  public StorageStatistics statistics() {
    return life.use(
        () -> {
          SortedMap<String, Long> values =
              file.ask("count", Shim::dtvnStatistics, BboltStore::counted);
          values.put("write", writes.sum());
          values.put("write_time", writeNanos.sum());
          return new StorageStatistics(values);
        });
  }

  private static SortedMap<String, Long> counted(Frame frame) {
    SortedMap<String, Long> values = new TreeMap<>();
    while (frame.hasMore()) {
      values.put(frame.takeText(frame.takeInt()), frame.takeLong());
    }
    return values;
  }

  @Override
  public void close() {
    life.end(
        () -> {
          try {
            file.ask("close it", Shim::dtvnClose, _ -> file);
          } finally {
            closeNote();
          }
        });
  }

  private void closeNote() {
    try {
      note.close();
    } catch (IOException e) {
      throw file.failures().failed("close it", e);
    }
  }
}
