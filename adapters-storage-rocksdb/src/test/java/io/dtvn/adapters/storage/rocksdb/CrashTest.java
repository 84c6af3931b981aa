package io.dtvn.adapters.storage.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random moments: everything that was acknowledged is there, whole and in order. */
class CrashTest {

  /** More by {@code -Ddtvn.crash.rounds=300}. */
  private static final int ROUNDS = Integer.getInteger("dtvn.crash.rounds", 15);

  private static final int WRITES_MAX = 200;
  private static final int STARTING_MILLIS_MAX = 900;

  @TempDir private Path directory;

  @Test
  void killing_a_writer_loses_nothing_acknowledged() throws Exception {
    SplittableRandom random = new SplittableRandom();
    int written = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int acknowledged = written;
      try (Child child = Child.start(directory)) {
        assertThat(child.line()).isEqualTo("open " + written);
        for (int left = random.nextInt(WRITES_MAX); left > 0; left--) {
          acknowledged = numberOf(child.line()) + 1;
        }
        List<String> rest = child.kill();
        acknowledged = rest.isEmpty() ? acknowledged : numberOf(rest.getLast()) + 1;
      }
      try (KeyValueStore store = ClosedStore.open(directory)) {
        written = ClosedStore.records(store);
      }
      // The write that was under way may have come through.
      assertThat(written).isBetween(acknowledged, acknowledged + 1);
    }
    assertThat(written).isPositive();
  }

  @Test
  void killing_at_the_first_start_leaves_what_can_be_opened() throws Exception {
    SplittableRandom random = new SplittableRandom();
    for (int round = 0; round < ROUNDS / 3; round++) {
      Path fresh = Files.createDirectory(directory.resolve("first" + round));
      int acknowledged = 0;
      try (Child child = Child.start(fresh)) {
        child.runFor(random.nextInt(STARTING_MILLIS_MAX));
        List<String> said = child.kill();
        acknowledged = Math.max(0, said.size() - 1);
      }
      try (KeyValueStore store = ClosedStore.open(fresh)) {
        assertThat(ClosedStore.records(store)).isBetween(acknowledged, acknowledged + 1);
      }
    }
  }

  @Test
  void the_store_of_a_living_process_is_not_opened() throws Exception {
    try (Child child = Child.start(directory)) {
      assertThat(child.line()).isEqualTo("open 0");
      assertThatThrownBy(() -> ClosedStore.open(directory).close())
          .isInstanceOf(StorageException.class)
          .isNotInstanceOf(StorageDamagedException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("held by another process");
      assertThat(child.line()).isEqualTo("wrote 0");
    }
  }

  private static int numberOf(String line) {
    assertThat(line).startsWith("wrote ");
    return Integer.parseInt(line.substring("wrote ".length()));
  }
}
