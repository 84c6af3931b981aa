package io.dtvn.application.archive;

import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Checks an archive in a store or a snapshot: whether each batch is there, whole. */
public final class StoredArchive {

  private static final int FINDINGS_MAX = 16;
  private static final int WANTED_PARTS =
      1 << Archive.BODY | 1 << Archive.CERTIFICATE | 1 << Archive.HEADER | 1 << Archive.OUTCOMES;

  private final long lastExecuted;
  private final LongConsumer done;
  private final List<String> findings = new ArrayList<>();
  private long sequence;
  private int parts = WANTED_PARTS;
  private long more;

  private StoredArchive(long lastExecuted, LongConsumer done) {
    this.lastExecuted = lastExecuted;
    this.done = done;
  }

  /**
   * What is wrong, in words; empty: each batch from 1 to {@code lastExecuted} has its body,
   * certificate, facts and outcomes, and there is none beyond.
   *
   * @param done told of the sequence number that was reached
   */
  public static List<String> check(Reads store, long lastExecuted, LongConsumer done) {
    StoredArchive archive = new StoredArchive(lastExecuted, done);
    try (Scan scan = store.scan(Buckets.ARCHIVE, Bytes.EMPTY, Bytes.EMPTY)) {
      while (scan.hasNext()) {
        archive.take(scan.next());
      }
    }
    archive.moveTo(lastExecuted + 1);
    if (archive.more > 0) {
      archive.findings.add("archive: %d more like these".formatted(archive.more));
    }
    return archive.findings;
  }

  private void take(Scan.Entry entry) {
    long s = Keys.sequence(entry.key());
    if (s != sequence) {
      moveTo(s);
      sequence = s;
      parts = 0;
      if (s > lastExecuted) {
        find("archive: batch %d stands there, but %d was executed last".formatted(s, lastExecuted));
      }
      done.accept(s);
    }
    int part = Keys.archivePart(entry.key());
    if (part == Archive.HEADER) {
      checkHeader(s, entry.value());
    }
    if (part < Archive.RESULTS) {
      parts |= 1 << part;
    }
  }

  private void checkHeader(long s, Bytes header) {
    try {
      ExecutionHeader.decode(header);
    } catch (MalformedException e) {
      find("archive: the facts of batch %d cannot be read: %s".formatted(s, e.getMessage()));
    }
  }

  /** Everything up to {@code next} has been seen. */
  private void moveTo(long next) {
    if ((parts & WANTED_PARTS) != WANTED_PARTS) {
      find("archive: a part of batch %d is missing".formatted(sequence));
      parts = WANTED_PARTS;
    }
    if (next > sequence + 1 && sequence < lastExecuted) {
      find(
          "archive: batches %d to %d are missing"
              .formatted(sequence + 1, Math.min(next - 1, lastExecuted)));
    }
  }

  private void find(String finding) {
    if (findings.size() < FINDINGS_MAX) {
      findings.add(finding);
    } else {
      more++;
    }
  }
}
