package io.dtvn.application.archive;

import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.OutcomeCodec;
import io.dtvn.ports.in.QueryNode.LoggedOperation;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.CommittedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Every executed batch from s = 1 on with its certificate, outcomes and results, and every stable
 * checkpoint's certificate. Changes go into the caller's atomic batch; {@link #onStored} follows
 * once that is written. Reading is safe from any thread.
 */
public final class Archive {

  static final int BODY = 0;
  static final int CERTIFICATE = 1;
  static final int HEADER = 2;
  static final int OUTCOMES = 3;

  /** The RESULT of the member with index i is part 16 + i. */
  static final int RESULTS = 16;

  /** A repetition of a repetition is followed to the first; more steps mean damage. */
  private static final int REPETITIONS_MAX = 64;

  private final KeyValueStore store;
  private final OperationLog log = new OperationLog();
  private volatile long newest;

  private Archive(KeyValueStore store, long newest) {
    this.store = store;
    this.newest = newest;
  }

  /** The archive in {@code store}, whose newest batch is {@code lastExecuted}; 0: none. */
  public static Archive open(KeyValueStore store, long lastExecuted) {
    Archive archive = new Archive(store, lastExecuted);
    archive.log.fill(lastExecuted, archive::executed);
    return archive;
  }

  /** Adds {@code executed} to {@code write}. */
  public void append(WriteBatch write, ExecutedBatch executed) {
    long s = executed.sequence();
    write
        .put(Buckets.ARCHIVE, Keys.archive(s, BODY), executed.batch().encode())
        .put(Buckets.ARCHIVE, Keys.archive(s, CERTIFICATE), executed.committed().certificate())
        .put(Buckets.ARCHIVE, Keys.archive(s, HEADER), ExecutionHeader.of(executed).encode())
        .put(Buckets.ARCHIVE, Keys.archive(s, OUTCOMES), encode(executed.outcomes()));
  }

  /** Adds the RESULT of member {@code index} for batch {@code sequence} to {@code write}. */
  public void appendResult(WriteBatch write, long sequence, int index, Bytes frame) {
    write.put(Buckets.ARCHIVE, Keys.archive(sequence, RESULTS + index), frame);
  }

  /** Adds a stable checkpoint to {@code write}. */
  public void appendCheckpoint(WriteBatch write, StoredCheckpoint checkpoint) {
    write.put(Buckets.CHECKPOINTS, Keys.sequence(checkpoint.sequence()), checkpoint.encode());
  }

  /** The batch {@link #append appended} last is stored; the log shows it from now on. */
  public void onStored(ExecutedBatch executed) {
    log.add(executed);
    newest = executed.sequence();
  }

  /** s of the newest stored batch; 0: none. */
  public long newest() {
    return newest;
  }

  /**
   * Consecutive batches as they are stored, from {@code first} on: at most {@code batchesMax}, and
   * no more than fit into {@code bytesMax}; empty if {@code first} is not here yet.
   */
  public List<StoredBatch> stored(long first, int batchesMax, int bytesMax) {
    List<StoredBatch> batches = new ArrayList<>();
    long end = Math.min(newest, first + batchesMax - 1);
    int bytes = 0;
    if (first > end) {
      return batches;
    }
    try (Scan parts =
        store.scan(Buckets.ARCHIVE, Keys.archive(first, BODY), Keys.archive(end + 1, BODY))) {
      StoredParts of = new StoredParts(parts);
      for (long s = first; s <= end; s++) {
        StoredBatch next = of.batch(s);
        bytes += next.bytes();
        if (bytes > bytesMax) {
          break;
        }
        batches.add(next);
      }
    }
    return batches;
  }

  /** The facts about batch {@code sequence}, or empty if it was not executed here. */
  public Optional<ExecutionHeader> header(long sequence) {
    return part(sequence, HEADER).map(ExecutionHeader::decode);
  }

  /** Batch {@code sequence} as it was executed, or empty if it was not. */
  public Optional<ExecutedBatch> executed(long sequence) {
    return header(sequence).map(header -> executed(sequence, header));
  }

  /** The RESULT of member {@code index} for batch {@code sequence}, or empty if none is held. */
  public Optional<Bytes> result(long sequence, int index) {
    return part(sequence, RESULTS + index);
  }

  /**
   * The first outcome of the operation whose repetition pointed to {@code index} of batch {@code
   * sequence}.
   *
   * @throws StorageDamagedException if the archive does not hold it
   */
  public FirstOutcome firstOutcome(Outcome.Repeated repeated) {
    Outcome.Repeated at = repeated;
    for (int i = 0; i < REPETITIONS_MAX; i++) {
      Outcome outcome = outcome(at);
      if (!(outcome instanceof Outcome.Repeated next)) {
        long blockTime = header(at.sequence()).orElseThrow(missing(at.sequence())).blockTime();
        return new FirstOutcome(at.sequence(), blockTime, outcome);
      }
      at = next;
    }
    throw missing(repeated.sequence()).get();
  }

  /** The newest operations, at most 1,000, newest first. */
  public List<LoggedOperation> newestOperations() {
    return log.newest();
  }

  /** The newest stable checkpoint, or empty before the first. */
  public Optional<StoredCheckpoint> newestCheckpoint() {
    try (Scan newest = store.scanBackward(Buckets.CHECKPOINTS, Bytes.EMPTY, Bytes.EMPTY)) {
      if (!newest.hasNext()) {
        return Optional.empty();
      }
      Scan.Entry entry = newest.next();
      return Optional.of(StoredCheckpoint.decode(Keys.sequence(entry.key()), entry.value()));
    }
  }

  private ExecutedBatch executed(long s, ExecutionHeader header) {
    Batch batch = Batch.decode(wanted(s, BODY));
    CommittedBatch committed =
        new CommittedBatch(header.epoch(), header.view(), s, batch, wanted(s, CERTIFICATE));
    List<Outcome> outcomes = decodeAll(wanted(s, OUTCOMES));
    return new ExecutedBatch(committed, header.blockTime(), header.resultsRoot(), outcomes);
  }

  private Outcome outcome(Outcome.Repeated at) {
    CanonicalReader in = CanonicalReader.of(wanted(at.sequence(), OUTCOMES));
    int count = in.u32();
    for (int i = 0; i < Math.min(at.index(), count); i++) {
      in.bytes(in.remaining());
    }
    if (at.index() >= count) {
      throw missing(at.sequence()).get();
    }
    return OutcomeCodec.decode(in.bytes(in.remaining()));
  }

  private Optional<Bytes> part(long sequence, int part) {
    return store.read(Buckets.ARCHIVE, Keys.archive(sequence, part));
  }

  private Bytes wanted(long sequence, int part) {
    return part(sequence, part).orElseThrow(missing(sequence));
  }

  static Supplier<StorageDamagedException> missing(long sequence) {
    return () ->
        new StorageDamagedException(
            "archive: want all of batch %d, found a part missing; restore the data folder"
                .formatted(sequence));
  }

  private static Bytes encode(List<Outcome> outcomes) {
    CanonicalWriter out = new CanonicalWriter(Integer.BYTES + 64 * outcomes.size());
    out.u32(outcomes.size());
    outcomes.forEach(outcome -> out.bytes(OutcomeCodec.encode(outcome)));
    return out.bytes();
  }

  private static List<Outcome> decodeAll(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    int count = in.count(Batch.OPERATIONS_MAX, Integer.BYTES);
    List<Outcome> outcomes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      outcomes.add(OutcomeCodec.decode(in.bytes(in.remaining())));
    }
    in.end();
    return outcomes;
  }
}
