package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at any moment loses nothing that was acknowledged; {@link CrashSoak} runs more rounds.
 */
class CrashTest {

  @TempDir Path data;

  @Test
  void nothing_acknowledged_is_lost_or_doubled_by_a_kill() throws Exception {
    CrashLoop.Findings findings = new CrashLoop(data, 32, 20261124).run(4, System.out::println);

    assertThat(findings.acknowledged()).isPositive();
    assertThat(findings.lost()).isZero();
    assertThat(findings.doubled()).isZero();
  }
}
