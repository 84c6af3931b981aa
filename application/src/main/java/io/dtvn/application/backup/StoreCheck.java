package io.dtvn.application.backup;

import io.dtvn.application.archive.StoredArchive;
import io.dtvn.application.execution.StoredState;
import io.dtvn.application.journal.StoredJournal;
import io.dtvn.application.store.TicketCounts;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.spi.Event.OwnCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks a whole store: first the back end compares the medium with its checksums, then one
 * snapshot is read for what the application knows: the journal's chain, the archive without a gap,
 * the state's root, the numbers of tickets. Works on a store that is in use.
 */
public final class StoreCheck {

  private static final long PHASE = 1_000;
  private static final int PHASES = 5;
  private static final long TOLD_EACH = 1 << 10;

  private final Progress progress;
  private final List<String> facts = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private int phase;

  private StoreCheck(Progress progress) {
    this.progress = progress;
  }

  /**
   * What was found.
   *
   * @param facts what is there, in words, a sentence each
   * @param findings what is wrong, in words, a sentence each; empty: nothing
   */
  public record Result(List<String> facts, List<String> findings) {

    /** Copies the lists. */
    public Result {
      facts = List.copyOf(facts);
      findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean isWhole() {
      return findings.isEmpty();
    }
  }

  /**
   * Checks {@code store}; blocks until done.
   *
   * @throws io.dtvn.ports.out.StorageException if the medium fails, which is no finding
   */
  public static Result run(KeyValueStore store, Progress progress) {
    StoreCheck check = new StoreCheck(progress);
    check.medium(store);
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      check.journal(snapshot);
      check.archive(snapshot);
      check.leaves(snapshot);
      check.tickets(snapshot);
    }
    return new Result(check.facts, check.findings);
  }

  private void medium(KeyValueStore store) {
    guarded(
        () -> {
          store.check(this::at);
          facts.add("back end: all that it stores has its checksum");
          return List.of();
        });
  }

  private void journal(Reads store) {
    guarded(
        () -> {
          StoredJournal.Report report = StoredJournal.check(store);
          facts.add(
              "journal: %,d records, the newest has number %d"
                  .formatted(report.records(), report.newestLsn()));
          report.lost().ifPresent(why -> facts.add("journal: may not vote: " + why));
          return report.findings();
        });
  }

  private void archive(Reads store) {
    guarded(
        () -> {
          long last = StoredState.lastExecuted(store);
          facts.add("archive: executed up to batch %d".formatted(last));
          return StoredArchive.check(store, last, done -> now(done, last));
        });
  }

  private void leaves(Reads store) {
    guarded(
        () -> {
          OwnCheckpoint checkpoint = StoredState.checkpoint(store);
          facts.add(
              "state: root %s at checkpoint %d"
                  .formatted(checkpoint.stateRoot(), checkpoint.sequence()));
          long guess = 2 * tickets(TicketCounts.read(store));
          return list(StoredState.checkLeaves(store, done -> now(done, guess)));
        });
  }

  private void tickets(Reads store) {
    guarded(
        () -> {
          TicketCounts counts = TicketCounts.read(store);
          facts.add("tickets: %,d".formatted(tickets(counts)));
          return list(StoredState.checkCounts(store, done -> now(done, tickets(counts))));
        });
  }

  private static long tickets(TicketCounts counts) {
    return counts.byState().values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<String> list(Optional<String> finding) {
    return finding.map(List::of).orElse(List.of());
  }

  /** Whatever is damaged is a finding and no end of the check; the other parts are read as well. */
  private void guarded(Supplier<List<String>> part) {
    try {
      findings.addAll(part.get());
    } catch (StorageDamagedException e) {
      findings.add(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) { // bytes that are none of ours
      findings.add("%s: found what cannot be read: %s".formatted(part(), e.getMessage()));
    }
    at(1, 1);
    phase++;
  }

  private String part() {
    return List.of("back end", "journal", "archive", "state tree", "tickets").get(phase);
  }

  private void now(long done, long total) {
    if (done % TOLD_EACH == 0) {
      at(done, total);
    }
  }

  private void at(long done, long total) {
    long share = PHASE * Math.min(done, total) / Math.max(1, total);
    progress.at(phase * PHASE + share, PHASES * PHASE);
  }
}
