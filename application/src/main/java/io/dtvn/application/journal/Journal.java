package io.dtvn.application.journal;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.out.WriteBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An append-only list of records in the bucket {@code consensus}: numbered without a gap, each
 * naming the hash of the one before it. Records are gathered and become durable together by {@link
 * #sync}, in one atomic write; nothing that depends on them may happen before it returns. One
 * thread at a time.
 *
 * <p>A failed sync is final: the journal takes nothing more, since a failed fsync must not be
 * retried.
 */
public final class Journal implements AutoCloseable {

  /** The bucket it lives in. */
  public static final Bucket BUCKET = new Bucket("consensus");

  private final KeyValueStore store;
  private final @Nullable NewestLsn note;
  private final Deque<Tag> retained;
  private final List<JournalRecord> hostRecords = new ArrayList<>();
  private Tag last;
  private WriteBatch gathered = new WriteBatch();
  private boolean failed;

  Journal(KeyValueStore store, @Nullable NewestLsn note, JournalContents contents) {
    this.store = store;
    this.note = note;
    this.retained = new ArrayDeque<>(contents.tags());
    this.last = contents.last();
    contents.records().stream()
        .filter(record -> record.type() != RecordType.ENGINE)
        .forEach(this::remember);
    contents.tornTail().ifPresent(lsn -> gathered.delete(BUCKET, JournalKeys.of(lsn)));
  }

  /**
   * Reads and checks what is stored, cuts a torn tail, writes the birth record of a first start.
   *
   * @throws JournalDamagedException if something acknowledged cannot be read, or the journal is
   *     another validator's
   * @throws JournalLostException if it is not whole and this validator is alone
   * @throws StorageException if the medium fails
   */
  public static JournalOpening open(JournalConfig config) {
    return new JournalStart(config).open();
  }

  /**
   * Gathers a record of the engine.
   *
   * @param sequence the slot it concerns: it may be cut once that is at or below a stable
   *     checkpoint; 0: none
   */
  public void append(Bytes payload, long sequence) {
    append(RecordType.ENGINE, payload, sequence);
  }

  void append(RecordType type, Bytes payload, long sequence) {
    if (failed) {
      throw new IllegalStateException("journal: want no record after a failed sync");
    }
    if (payload.length() > JournalRecord.PAYLOAD_BYTES_MAX) {
      throw new IllegalStateException(
          "journal: want at most %d bytes in a record, found %d"
              .formatted(JournalRecord.PAYLOAD_BYTES_MAX, payload.length()));
    }
    JournalRecord record = new JournalRecord(last.lsn() + 1, last.hash(), type, sequence, payload);
    Bytes encoded = record.encode();
    last = new Tag(record.lsn(), JournalRecord.hashOf(encoded), sequence);
    retained.addLast(last);
    gathered.put(BUCKET, JournalKeys.of(record.lsn()), encoded);
    if (type != RecordType.ENGINE) {
      remember(record);
    }
  }

  private void remember(JournalRecord hostRecord) {
    hostRecords.removeIf(known -> known.type() == hostRecord.type());
    hostRecords.add(hostRecord);
  }

  /** Leaves a gap in the numbers up to {@code lsn}: what stood there is known to be lost. */
  void skipTo(long lsn) {
    if (lsn > last.lsn()) {
      last = new Tag(lsn, last.hash(), 0);
    }
  }

  /**
   * Gathers a cut: first {@code keep} and the host's own records are appended again, then the
   * longest prefix goes whose records concern no slot above {@code sequence}. The cut becomes
   * durable with all that was gathered before it, or not at all.
   *
   * @param sequence h, whose state is durable
   * @param keep the records without a slot that still count
   */
  public void cut(long sequence, List<Bytes> keep) {
    int before = retained.size();
    List.copyOf(hostRecords).forEach(record -> append(record.type(), record.payload(), 0));
    keep.forEach(payload -> append(payload, 0));
    Tag first = retained.peekFirst();
    Tag anchor = null;
    for (int i = 0; i < before && retained.getFirst().sequence() <= sequence; i++) {
      anchor = retained.removeFirst();
    }
    if (first != null && anchor != null) {
      gathered.deleteRange(BUCKET, JournalKeys.of(first.lsn()), JournalKeys.of(anchor.lsn() + 1));
      gathered.put(BUCKET, JournalKeys.ANCHOR, JournalKeys.encode(anchor));
    }
  }

  /** Whether something was gathered that is not durable yet. */
  public boolean isDirty() {
    return !gathered.isEmpty();
  }

  /**
   * Makes everything gathered durable; does nothing if there is nothing.
   *
   * @throws StorageException if the medium fails; then nothing gathered may be relied upon
   */
  public void sync() {
    if (failed) {
      throw new IllegalStateException("journal: want no sync after a failed one");
    }
    if (gathered.isEmpty()) {
      return;
    }
    failed = true;
    store.write(gathered, Durability.SYNCED);
    if (note != null) {
      note.write(last.lsn());
    }
    failed = false;
    gathered = new WriteBatch();
  }

  /** The number of the newest record; 0 before the first. */
  public long newestLsn() {
    return last.lsn();
  }

  /** Closes the note; the store stays open. What was gathered and not synced is dropped. */
  @Override
  public void close() {
    failed = true;
    if (note != null) {
      note.close();
    }
  }
}
