package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.checkpoint;
import static io.dtvn.consensus.pbft.Line.commit;
import static io.dtvn.consensus.pbft.Line.prePrepare;
import static io.dtvn.consensus.pbft.Line.prepare;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.ports.spi.Effect.Broadcast;
import io.dtvn.ports.spi.Effect.CheckpointStable;
import io.dtvn.ports.spi.Effect.Execute;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One slot and one checkpoint at every size: exactly q, which is 2f+1 only where n = 3f+1. */
class QuorumSizesTest {

  @ParameterizedTest
  @CsvSource({
    "2, 2", "3, 2", "4, 3", "5, 4", "6, 4", "7, 5", "8, 6", "9, 6", "10, 7", "11, 8", "12, 8",
    "13, 9"
  })
  void a_backup_needs_exactly_q(int n, int q) {
    Scenario scene = replica(1, n).hears(0, prePrepare(1, "admit T1"));
    int prepares = 1; // its own
    for (int peer = 2; prepares < q - 1; peer++, prepares++) {
      assertThat(commits(scene)).as("%d PREPAREs", prepares).isZero();
      scene.hears(peer, prepare(1, "admit T1"));
    }
    assertThat(commits(scene)).as("q-1 PREPAREs").isEqualTo(1);
    int commits = 1; // its own
    for (int peer = 0; commits < q; peer += peer == 0 ? 2 : 1, commits++) {
      scene.executesNothing().hears(peer, commit(1, "admit T1"));
    }
    assertThat(scene.only(Execute.class)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 2", "4, 3", "5, 4", "6, 4", "7, 5", "10, 7", "13, 9"})
  void a_checkpoint_is_stable_with_exactly_q(int n, int q) {
    Scenario scene = replica(1, n);
    for (long s = 1; s <= 8; s++) {
      String content = "admit T" + s;
      scene.hears(0, prePrepare(s, content), commit(s, content));
      for (int peer = 2; peer < n; peer++) {
        scene.hears(peer, prepare(s, content), commit(s, content));
      }
      scene.executed(s);
    }
    scene.durable(8, "state");
    int votes = 1; // its own
    for (int peer = 0; votes < q; peer += peer == 0 ? 2 : 1, votes++) {
      assertThat(scene.only(CheckpointStable.class)).as("%d CHECKPOINTs", votes).isEmpty();
      scene.hears(peer, checkpoint(8, "state"));
    }
    assertThat(scene.only(CheckpointStable.class)).hasSize(1);
  }

  private static long commits(Scenario scene) {
    return scene.only(Broadcast.class).stream().filter(b -> b.message() instanceof Commit).count();
  }
}
