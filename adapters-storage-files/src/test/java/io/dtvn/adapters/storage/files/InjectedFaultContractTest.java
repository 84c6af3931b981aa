package io.dtvn.adapters.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.storage.files.CrashingWriter.Task;
import io.dtvn.adapters.storage.files.Strace.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A single call that fails, though all later ones would succeed: what asked for it fails, the store
 * stays failed and is read, and what was acknowledged is there afterwards. A sync that failed must
 * never be tried again: the kernel forgets what it could not write, and says yes the second time.
 */
public abstract class InjectedFaultContractTest {

  private static final int LINES_MAX = 50_000;
  private static final int RECORDS = 20;

  @TempDir private Path directory;

  /** The back end's name. */
  protected abstract String type();

  /** Files that the store may make after it was opened, of which a write may fail as well. */
  protected List<Path> filesToCome(ClosedStore store) {
    return List.of();
  }

  @BeforeAll
  static void needStrace() {
    Strace.need();
  }

  @ParameterizedTest
  @CsvSource({"EIO,1,0", "EIO,1,30", "EIO,2,7", "EIO,3,60", "ENOSPC,2,15"})
  void after_one_failed_sync_nothing_more_is_acknowledged(String error, int which, int written)
      throws Exception {
    String failed = failsOnce(new Fault(Fault.SYNCS, error, which), Task.WRITE, written);
    assertThat(failed).contains(error.equals("EIO") ? "mend the medium" : "free space");
  }

  @ParameterizedTest
  @CsvSource({"EIO,1,0", "EIO,2,30", "EIO,3,7", "ENOSPC,1,20", "ENOSPC,2,1", "ENOSPC,4,60"})
  void after_one_failed_write_nothing_more_is_acknowledged(String error, int which, int written)
      throws Exception {
    String failed = failsOnce(new Fault(Fault.WRITES, error, which), Task.WRITE, written);
    assertThat(failed).contains(error.equals("EIO") ? "mend the medium" : "free space");
  }

  @ParameterizedTest
  @CsvSource({"EIO,1,20", "EIO,2,40"})
  void after_a_failed_sync_during_compaction_nothing_more_is_acknowledged(
      String error, int which, int written) throws Exception {
    String failed = failsOnce(new Fault(Fault.SYNCS, error, which), Task.COMPACT, written);
    assertThat(failed).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void a_sync_that_fails_at_opening_loses_nothing_and_is_no_damage(int which) throws Exception {
    ClosedStore store = withRecords();
    opensOrIsRefused(store, new Fault(Fault.SYNCS, "EIO", which), List.of());
    store.opensWithRecords(RECORDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void a_write_that_fails_at_opening_loses_nothing_and_is_no_damage(int which) throws Exception {
    ClosedStore store = withRecords();
    opensOrIsRefused(store, new Fault(Fault.WRITES, "ENOSPC", which), filesOf(store));
    store.opensWithRecords(RECORDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void a_sync_that_fails_at_the_first_start_leaves_what_can_be_opened(int which) throws Exception {
    ClosedStore store = new ClosedStore(type(), directory);
    opensOrIsRefused(store, new Fault(Fault.SYNCS, "EIO", which), List.of());
    store.opensWithRecords(0);
  }

  @Test
  void the_first_sync_of_a_store_is_seen_to_fail() throws Exception {
    ClosedStore store = new ClosedStore(type(), directory);
    assertThat(opensOrIsRefused(store, new Fault(Fault.SYNCS, "EIO", 1), List.of()).getLast())
        .startsWith("refused ");
  }

  /** What the writer says when the call fails. */
  private String failsOnce(Fault fault, Task task, int written) throws Exception {
    ClosedStore store = new ClosedStore(type(), Files.createDirectory(directory.resolve("once")));
    List<String> said = new ArrayList<>();
    try (Child child = Child.start(store, task)) {
      assertThat(child.line()).isEqualTo("open 0");
      while (said.size() < written) {
        said.add(child.line());
      }
      List<Path> files = fault.calls().equals(Fault.SYNCS) ? List.of() : filesOf(store);
      try (Strace _ = Strace.attach(child.pid(), fault, files)) {
        do {
          said.add(child.line());
        } while (isBeforeFailure(said.getLast()) && said.size() < LINES_MAX);
      }
      said.addAll(child.untilEnd()); // from here on every call would succeed
    }
    said.removeIf(line -> line.startsWith(CrashingWriter.NO_MORE));
    int acknowledged = FailedWriter.acknowledgedBefore(said);
    assertThat(store.count()).isBetween(acknowledged, acknowledged + 1);
    return said.get(acknowledged);
  }

  private static boolean isBeforeFailure(String line) {
    return Child.acknowledgedBy(line).isPresent() || line.startsWith(CrashingWriter.NO_MORE);
  }

  private static List<String> opensOrIsRefused(ClosedStore store, Fault fault, List<Path> files)
      throws IOException, InterruptedException {
    try (Child child = Child.startUnder(Strace.command(fault, files), store, Task.OPEN)) {
      List<String> said = child.untilEnd();
      assertThat(said).isNotEmpty();
      assertThat(said).allMatch(line -> line.matches("open \\d+|refused storage .*; .*"));
      return said;
    }
  }

  private ClosedStore withRecords() throws IOException {
    ClosedStore store = new ClosedStore(type(), Files.createDirectory(directory.resolve("open")));
    store.whileOpen(
        open -> {
          for (int i = 0; i < RECORDS; i++) {
            Records.write(open, i, i);
          }
        });
    return store;
  }

  private List<Path> filesOf(ClosedStore store) {
    List<Path> files = new ArrayList<>(filesToCome(store));
    store.files().forEach(file -> files.add(store.directory().resolve(file)));
    return files;
  }
}
