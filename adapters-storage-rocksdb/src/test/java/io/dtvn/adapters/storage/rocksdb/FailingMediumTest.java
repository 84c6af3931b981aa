package io.dtvn.adapters.storage.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
class FailingMediumTest {

  /** Below the size at which a log is left for the next one. */
  private static final int FILE_BYTES_MAX = 3_000_000;

  @TempDir private Path directory;

  /** Needs the program that sets limits of other processes. */
  @Test
  void after_a_failed_write_the_store_stays_failed_and_what_was_acknowledged_is_there()
      throws Exception {
    int acknowledged;
    try (Child child = Child.start(directory)) {
      assertThat(child.line()).isEqualTo("open 0");
      String limit = "--fsize=" + FILE_BYTES_MAX;
      assumeTrue(run("prlimit", "--pid", "" + child.pid(), limit) == 0, "may not set limits");
      acknowledged = acknowledgedBefore(child.untilEnd());
    }
    try (KeyValueStore store = ClosedStore.open(directory)) {
      assertThat(ClosedStore.records(store)).isEqualTo(acknowledged);
    }
  }

  /** Needs to mount a file system of its own. */
  @Test
  void a_full_disk_loses_nothing_and_is_no_damage() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", directory.toString()) == 0,
        "may not mount a small file system");
    try {
      int acknowledged;
      try (Child child = Child.start(directory)) {
        assertThat(child.line()).isEqualTo("open 0");
        List<String> said = child.untilEnd();
        assertThat(said)
            .anyMatch(line -> line.startsWith("failed ") && line.contains("free space"));
        acknowledged = acknowledgedBefore(said);
      }
      fill(directory.resolve("other"));
      assertThatThrownBy(() -> ClosedStore.open(directory).close())
          .isInstanceOf(StorageException.class)
          .isNotInstanceOf(StorageDamagedException.class)
          .hasMessageContaining("free space");
      assertThat(run("mount", "-o", "remount,size=64m", directory.toString())).isZero();
      try (KeyValueStore store = ClosedStore.open(directory)) {
        assertThat(ClosedStore.records(store)).isEqualTo(acknowledged);
        ClosedStore.write(store, acknowledged, 1);
      }
    } finally {
      assertThat(run("umount", directory.toString())).isZero();
    }
  }

  private static int acknowledgedBefore(List<String> said) {
    int acknowledged = (int) said.stream().filter(line -> line.matches("wrote \\d+")).count();
    assertThat(acknowledged).isPositive();
    List<String> afterwards = said.subList(acknowledged, said.size());
    assertThat(afterwards).hasSize(3);
    assertThat(afterwards.get(0)).startsWith("failed storage ");
    assertThat(afterwards.get(1)).contains("stays failed", "a write before has failed");
    assertThat(afterwards.get(2)).isEqualTo("reads " + acknowledged);
    return acknowledged;
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

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException _) {
      return -1; // no such command
    }
  }
}
