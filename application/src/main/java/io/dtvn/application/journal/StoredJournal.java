package io.dtvn.application.journal;

import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A journal in a store while no node appends to it, or in a snapshot. */
public final class StoredJournal {

  private StoredJournal() {}

  /**
   * What a check found.
   *
   * @param records how many records can be read
   * @param newestLsn the number of the newest; 0: none
   * @param lost why its validator may not vote, where that is written down
   * @param findings what is wrong, in words; empty: nothing
   */
  public record Report(long records, long newestLsn, Optional<String> lost, List<String> findings) {

    /** Copies the findings. */
    public Report {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads all of it with every check.
   *
   * @throws io.dtvn.ports.out.StorageException if the medium fails
   */
  public static Report check(Reads store) {
    JournalContents contents;
    try {
      contents = JournalContents.read(store, OptionalLong.empty());
    } catch (JournalDamagedException e) {
      return new Report(0, 0, Optional.empty(), List.of(String.valueOf(e.getMessage())));
    }
    List<String> findings = new ArrayList<>();
    contents
        .tornTail()
        .ifPresent(
            lsn -> findings.add("journal: its last record %d cannot be read".formatted(lsn)));
    Optional<String> lost = JournalStart.recorded(contents);
    if (lost.isEmpty()) { // else what is missing is known and has taken the vote away
      contents.holes().forEach(hole -> findings.add("journal: " + hole));
    }
    return new Report(contents.records().size(), contents.last().lsn(), lost, findings);
  }

  /**
   * Writes down, synced, that newer records than those in {@code store} were acknowledged once and
   * are gone: its validator comes back as a learner.
   *
   * @param reason how that came about, in words
   * @throws JournalDamagedException if the journal cannot be read
   */
  public static void markLost(KeyValueStore store, String reason) {
    JournalContents contents = JournalContents.read(store, OptionalLong.empty());
    try (Journal journal = new Journal(store, null, contents)) {
      journal.append(RecordType.LOST, new CanonicalWriter().text(reason).bytes(), 0);
      journal.sync();
    }
  }
}
