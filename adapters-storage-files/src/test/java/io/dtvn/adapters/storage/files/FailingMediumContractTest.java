package io.dtvn.adapters.storage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.adapters.storage.files.CrashingWriter.Task;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A medium that takes no more: the store says so, stays failed, is read, and loses nothing. */
public abstract class FailingMediumContractTest {

  /** A megabyte or so of records. */
  private static final int FILE_BYTES_MAX = 3_000_000;

  private static final int POWER_LOSSES = 3;
  private static final long SEED = Long.getLong("dtvn.crash.seed", System.nanoTime());

  @TempDir private Path directory;

  /** The back end's name. */
  protected abstract String type();

  /** Needs the program that sets limits of other processes. */
  @Test
  void after_a_failed_write_the_store_stays_failed_and_what_was_acknowledged_is_there()
      throws Exception {
    ClosedStore store = new ClosedStore(type(), directory);
    int acknowledged;
    try (Child child = Child.start(store, Task.WRITE)) {
      assertThat(child.line()).isEqualTo("open 0");
      needs("prlimit", "--pid", "" + child.pid(), "--fsize=" + FILE_BYTES_MAX);
      acknowledged = FailedWriter.acknowledgedBefore(child.untilEnd());
    }
    assertThat(acknowledged).isPositive();
    assertThat(store.count()).isBetween(acknowledged, acknowledged + 1);
  }

  /** Needs to mount a file system of its own. */
  @Test
  void a_full_disk_loses_nothing_and_is_no_damage() throws Exception {
    needs("mount", "-t", "tmpfs", "-o", "size=16m", "dtvn-test", directory.toString());
    try {
      ClosedStore store = new ClosedStore(type(), directory);
      int acknowledged = acknowledgedUntilFull(store);
      assertThat(acknowledged).isPositive();
      fill(directory.resolve("other"));
      saysFreeSpace(store, acknowledged);
      Tools.run("mount", "-o", "remount,size=64m", directory.toString());
      int found = store.count();
      assertThat(found).isBetween(acknowledged, acknowledged + 1);
      store.whileOpen(open -> Records.write(open, found, 1));
      store.opensWithRecords(found + 1);
    } finally {
      Tools.run("umount", directory.toString());
    }
  }

  /** Needs to mount, and the programs that make an ext4 and shut it down. */
  @Test
  void a_loss_of_power_takes_nothing_that_was_synced() throws Exception {
    try (PowerLossLoop loop = powerLosses()) {
      for (int i = 0; i < POWER_LOSSES; i++) {
        loop.run();
      }
      assertThat(loop.findings().lost()).isZero();
      assertThat(loop.findings().kills()).isEqualTo(POWER_LOSSES);
    } catch (AssertionError | StorageException e) {
      throw new AssertionError("seed " + SEED, e);
    }
  }

  private PowerLossLoop powerLosses() throws IOException {
    try {
      return new PowerLossLoop(type(), directory, SEED);
    } catch (IOException e) {
      Tools.missing("may not lose power: " + e.getMessage());
      throw e;
    }
  }

  private static int acknowledgedUntilFull(ClosedStore store) throws Exception {
    try (Child child = Child.start(store, Task.WRITE)) {
      assertThat(child.line()).isEqualTo("open 0");
      List<String> said = child.untilEnd();
      assertThat(said).anyMatch(line -> line.startsWith("failed ") && line.contains("free space"));
      return FailedWriter.acknowledgedBefore(said);
    }
  }

  /** When opened, or when written if that is all that needs space. */
  private static void saysFreeSpace(ClosedStore store, int acknowledged) {
    assertThatThrownBy(
            () -> {
              try (KeyValueStore open = store.open()) {
                assertThat(Records.count(open)).isBetween(acknowledged, acknowledged + 1);
                Records.write(open, acknowledged + 1, KeyValueStore.VALUE_BYTES_MAX);
              }
            })
        .isInstanceOf(StorageException.class)
        .isNotInstanceOf(StorageDamagedException.class)
        .hasMessageContaining("free space");
  }

  private static void needs(String... command) {
    try {
      Tools.run(command);
    } catch (IOException e) {
      Tools.missing("may not do this: " + e.getMessage());
    }
  }

  private static void fill(Path file) {
    try {
      for (int i = 0; ; i++) {
        Files.write(file.resolveSibling("other" + i), new byte[1 << 12]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space");
    }
  }
}
