package io.dtvn.adapters.storage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.adapters.storage.files.CrashingWriter.Task;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random moments: everything that was acknowledged is there, whole and in order. */
public abstract class CrashContractTest {

  /** More by {@code -Ddtvn.crash.rounds=300}, or {@code bin/soak storage}. */
  private static final int ROUNDS = Integer.getInteger("dtvn.crash.rounds", 6);

  private static final long SEED = Long.getLong("dtvn.crash.seed", System.nanoTime());

  @TempDir private Path directory;

  /** The back end's name. */
  protected abstract String type();

  @Test
  void killing_a_writer_loses_nothing_acknowledged() throws Exception {
    CrashLoop.Findings found = kill(loop -> loop.killWhile(Task.WRITE), ROUNDS);
    assertThat(found.kills()).isEqualTo(ROUNDS);
    assertThat(found.acknowledged()).as("seed %d", SEED).isPositive();
  }

  @Test
  void killing_a_writer_during_compaction_loses_nothing_acknowledged() throws Exception {
    CrashLoop.Findings found = kill(loop -> loop.killWhile(Task.COMPACT), ROUNDS / 2);
    assertThat(found.acknowledged()).as("seed %d", SEED).isPositive();
  }

  @Test
  void killing_at_the_first_start_leaves_what_can_be_opened() throws Exception {
    CrashLoop.Findings found = kill(CrashLoop::killAtFirstStart, ROUNDS / 2);
    assertThat(found.kills()).isEqualTo(ROUNDS / 2);
  }

  @Test
  void the_store_of_a_living_process_is_not_opened() throws Exception {
    ClosedStore store = new ClosedStore(type(), directory);
    try (Child child = Child.start(store, Task.WRITE)) {
      assertThat(child.line()).isEqualTo("open 0");
      assertThatThrownBy(() -> store.open().close())
          .isInstanceOf(StorageException.class)
          .isNotInstanceOf(StorageDamagedException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("held by another process");
      assertThat(child.line()).isEqualTo("synced 0");
    }
  }

  private interface Round {
    void run(CrashLoop loop) throws Exception;
  }

  private CrashLoop.Findings kill(Round round, int rounds) throws Exception {
    CrashLoop loop = new CrashLoop(type(), directory, SEED);
    for (int i = 0; i < rounds; i++) {
      try {
        round.run(loop);
      } catch (AssertionError | StorageException e) {
        throw new AssertionError("seed %d, round %d".formatted(SEED, i), e);
      }
    }
    return loop.findings();
  }
}
