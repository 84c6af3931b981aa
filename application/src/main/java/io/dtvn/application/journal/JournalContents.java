package io.dtvn.application.journal;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stored journal with every check. A hole is told apart from damage: a hole means that
 * records are missing, damage that one is there and cannot be read.
 */
final class JournalContents {

  private final List<JournalRecord> records = new ArrayList<>();
  private final List<Tag> tags = new ArrayList<>();
  private final List<String> holes = new ArrayList<>();
  private Tag last;
  private long damagedLsn;
  private @Nullable MalformedException damage;

  private JournalContents(Tag anchor) {
    this.last = anchor;
  }

  /**
   * Reads everything.
   *
   * @param noted the newest LSN known to be durable: nothing at or below it may be unreadable
   * @throws JournalDamagedException if a record that was acknowledged cannot be read
   */
  static JournalContents read(Reads store, OptionalLong noted) {
    JournalContents contents = new JournalContents(anchor(store));
    try (Scan scan = store.scan(Journal.BUCKET, Bytes.EMPTY, Bytes.EMPTY)) {
      while (scan.hasNext()) {
        contents.take(scan.next());
      }
    }
    contents.judgeTail(noted);
    return contents;
  }

  private static Tag anchor(Reads store) {
    Optional<Bytes> stored = store.read(Journal.BUCKET, JournalKeys.ANCHOR);
    try {
      return stored.map(JournalKeys::decode).orElse(Tag.BEGINNING);
    } catch (MalformedException e) {
      throw damaged("its anchor", e);
    }
  }

  private void take(Scan.Entry entry) {
    if (entry.key().equals(JournalKeys.ANCHOR)) {
      return;
    }
    long lsn =
        JournalKeys.lsnOf(entry.key())
            .orElseThrow(() -> damaged("its keys", new MalformedException("one is no LSN")));
    if (damage != null) {
      throw damaged("record " + damagedLsn, damage);
    }
    try {
      take(lsn, JournalRecord.decode(entry.value()), JournalRecord.hashOf(entry.value()));
    } catch (MalformedException e) {
      damagedLsn = lsn;
      damage = e;
    }
  }

  private void take(long lsn, JournalRecord record, Digest hash) {
    if (record.lsn() != lsn) {
      throw new MalformedException("record: want its key's LSN, found " + record.lsn());
    }
    if (lsn != last.lsn() + 1) {
      holes.add("records %d to %d are missing".formatted(last.lsn() + 1, lsn - 1));
    } else if (!record.previous().equals(last.hash())) {
      holes.add("record %d does not follow the one before it".formatted(lsn));
    }
    last = new Tag(lsn, hash, record.sequence());
    records.add(record);
    tags.add(last);
  }

  /** A record that nothing follows may be torn, unless it was known to be durable. */
  private void judgeTail(OptionalLong noted) {
    if (damage != null && (noted.isEmpty() || noted.getAsLong() >= damagedLsn)) {
      throw damaged("record " + damagedLsn, damage);
    }
    if (noted.isPresent() && noted.getAsLong() > last.lsn()) {
      holes.add(
          "the store ends at record %d, but %d was durable"
              .formatted(last.lsn(), noted.getAsLong()));
    }
  }

  private static JournalDamagedException damaged(String what, MalformedException how) {
    return new JournalDamagedException(
        ("journal: %s cannot be read (%s), although it was acknowledged; check the disk, then"
                + " restore the whole data folder from a copy, or move it away and start with an"
                + " empty one")
            .formatted(what, how.getMessage()));
  }

  /** The readable records in order. */
  List<JournalRecord> records() {
    return records;
  }

  /** What is remembered of each of them. */
  List<Tag> tags() {
    return tags;
  }

  /** What is missing, in words; empty: nothing. */
  List<String> holes() {
    return holes;
  }

  /** The newest readable record, or the anchor. */
  Tag last() {
    return last;
  }

  /** The LSN of a torn tail that must be cut. */
  OptionalLong tornTail() {
    return damage == null ? OptionalLong.empty() : OptionalLong.of(damagedLsn);
  }
}
