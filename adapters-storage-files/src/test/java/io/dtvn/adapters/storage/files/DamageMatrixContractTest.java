package io.dtvn.adapters.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.storage.files.DamageCases.Case;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file of a closed store, damaged in every way: the store is refused, and says what to do, or
 * it has everything. It never opens with less. The table of all cases is left in {@code
 * target/damage-matrix-TYPE.md}.
 */
public abstract class DamageMatrixContractTest {

  private static final int CASES_MIN = 40;
  private static final int WORDS_MAX = 140;

  @TempDir private Path directory;
  private DamageCases cases;
  private int copies;

  /** The back end's name. */
  protected abstract String type();

  /**
   * Whether the back end cannot tell this file from that of another store with the same history. No
   * operator exchanges such files by accident; a node sees it by the hashes that chain its journal.
   */
  protected boolean isTakenFromOthers(Path file) {
    return false;
  }

  @BeforeEach
  final void build() {
    cases = new DamageCases(type(), directory);
  }

  /**
   * How a case ended.
   *
   * @param isGood whether it may end so
   * @param message what was said, or nothing
   */
  private record Outcome(boolean isGood, String word, String message) {}

  @Test
  void damage_is_refused_or_loses_nothing() throws IOException {
    List<String> rows = new ArrayList<>(List.of("| file | damage | outcome | message |"));
    rows.add("|---|---|---|---|");
    List<String> bad = new ArrayList<>();
    List<Case> all = cases.all();
    for (Case damaged : all) {
      Outcome outcome = outcomeOf(damaged);
      String row =
          "| %s | %s | %s | %s |"
              .formatted(damaged.file(), damaged.damage(), outcome.word(), outcome.message());
      rows.add(row);
      if (!outcome.isGood()) {
        bad.add(row);
      }
    }
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target", "damage-matrix-" + type() + ".md"), rows);
    assertThat(bad).isEmpty();
    assertThat(all).hasSizeGreaterThanOrEqualTo(CASES_MIN);
  }

  @Test
  void nothing_damaged_is_nothing_refused() {
    cases.whole().opensWithRecords(DamageCases.RECORDS);
  }

  /** Whoever restores all files of an older day is told by what the node keeps beside the store. */
  @Test
  void an_older_copy_of_all_files_is_whole_and_older() {
    cases.older().opensWithRecords(DamageCases.OLDER_RECORDS);
    cases.past().opensWithRecords(DamageCases.PAST_RECORDS);
  }

  private Outcome outcomeOf(Case damaged) throws IOException {
    ClosedStore store = cases.whole().copyTo(directory.resolve("case" + copies++));
    damaged.applyTo(store);
    Outcome outcome = openedOutcome(damaged, store);
    Folders.delete(store.directory());
    return outcome;
  }

  private Outcome openedOutcome(Case damaged, ClosedStore store) {
    boolean opened = false;
    try {
      try (KeyValueStore open = store.open()) {
        opened = true;
        assertThat(Records.count(open)).isEqualTo(DamageCases.RECORDS);
        open.check(Progress.NONE);
        if (!Records.haveLength(open, DamageCases.TICKET_BYTES)) {
          return new Outcome(isTakenFromOthers(damaged.file()), "another store's records", "");
        }
        Records.write(open, DamageCases.RECORDS, 1);
      }
      Outcome harmless = new Outcome(true, damaged.isStillIn(store) ? "harmless" : "repaired", "");
      store.opensWithRecords(DamageCases.RECORDS + 1);
      return harmless;
    } catch (StorageDamagedException e) {
      String message = String.valueOf(e.getMessage());
      boolean helps = message.contains(store.directory().toString()) && message.contains("restore");
      return new Outcome(
          helps, opened ? "refused when read" : "refused", shortened(message, store));
    } catch (StorageException | AssertionError e) {
      return new Outcome(false, "WRONG", shortened(e.toString(), store));
    }
  }

  private static String shortened(String message, ClosedStore store) {
    String line =
        message
            .replace(store.directory().toString(), "…")
            .replaceAll("\\s+", " ")
            .replace("|", "/");
    return line.length() <= WORDS_MAX ? line : line.substring(0, WORDS_MAX) + "…";
  }
}
