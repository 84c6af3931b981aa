package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node on RocksDB that is killed under load; {@link CrashRounds} runs more rounds by hand. */
class KillTest {

  private static final int ROUNDS = 10;

  @TempDir Path folder;

  @Test
  void kill_9_at_any_moment_loses_nothing_that_was_acknowledged() throws Exception {
    CrashRounds crashes = new CrashRounds(folder, 20_261, 400);
    CrashRounds.Tally tally = new CrashRounds.Tally(0, 0, 0, 0, 0);

    for (int round = 1; round <= ROUNDS; round++) {
      tally = crashes.round(round);
    }

    assertThat(tally.lost()).isZero();
    assertThat(tally.doubled()).isZero();
    assertThat(tally.acknowledged()).isGreaterThanOrEqualTo(ROUNDS * CrashRounds.ACKNOWLEDGED_MIN);
  }
}
