package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.checkpoint;
import static io.dtvn.consensus.pbft.Line.status;
import static io.dtvn.consensus.pbft.Line.statusOf;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Effect.Broadcast;
import io.dtvn.ports.spi.Effect.CatchUp;
import io.dtvn.ports.spi.Effect.CheckpointStable;
import io.dtvn.ports.spi.Effect.PeerReported;
import io.dtvn.ports.spi.Effect.ReportMisbehaviour;
import io.dtvn.ports.spi.Effect.TakeCheckpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A replica that reads what others executed long ago; K = 8, L = 16. */
class LateReplicaTest {

  @Test
  void what_a_peer_says_of_itself_is_told() {
    Scenario scene = replica(1, 4).hears(2, status(8, 12));
    assertThat(scene.only(PeerReported.class))
        .containsExactly(new PeerReported(2, Standing.VOTER, 0, 8, 12));
  }

  @Test
  void a_peer_that_fell_back_in_another_life_is_not_waited_for() {
    Scenario scene = replica(1, 4).hears(2, status(0, 500)).later(100).hears(2, status(0, 0));
    assertThat(scene.later(500).expires("lag").only(CatchUp.class)).isEmpty();
  }

  @Test
  void two_instances_that_go_on_taking_turns_are_reported_again() {
    Scenario scene = replica(1, 4);
    int reports = 0;
    for (int i = 0; i < 40; i++) {
      scene.later(100).hears(2, statusOf(i % 2 == 0 ? 5 : 6));
      reports += scene.only(ReportMisbehaviour.class).size();
    }
    assertThat(reports).isGreaterThan(2);
  }

  @Test
  void checkpoints_below_the_certified_one_are_passed_over_but_not_without_end() {
    Scenario scene = replica(1, 4);
    for (int peer : new int[] {0, 2, 3}) {
      scene.hears(peer, checkpoint(8 * 100, "far ahead"));
    }
    List<Long> taken = new ArrayList<>();
    for (long s = 1; s <= 8 * 40; s++) {
      scene.fetched(batch(scene, s)).executed(s);
      scene.only(TakeCheckpoint.class).forEach(take -> taken.add(take.sequence()));
    }
    assertThat(taken).containsExactly(8L * 16, 8L * 32);

    scene.durable(8 * 16, "on the way");
    assertThat(scene.only(Broadcast.class)).as("nobody needs it").isEmpty();
  }

  @Test
  void h_moves_when_the_certified_checkpoint_is_reached() {
    Scenario scene = replica(1, 4);
    for (int peer : new int[] {0, 2, 3}) {
      scene.hears(peer, checkpoint(40, "state"));
    }
    for (long s = 1; s <= 40; s++) {
      scene.fetched(batch(scene, s)).executed(s);
    }
    assertThat(scene.only(TakeCheckpoint.class)).containsExactly(new TakeCheckpoint(40));

    scene.durable(40, "state");

    assertThat(scene.only(CheckpointStable.class).getFirst().sequence()).isEqualTo(40);
    assertThat(scene.published().low()).isEqualTo(40);
    scene.agreesOn(41, 41).executes(41);
  }

  private static CommittedBatch batch(Scenario scene, long s) {
    String content = "admit T" + s;
    return new CommittedBatch(
        0,
        0,
        s,
        scene.batch(s, content, 0),
        CertificateCodec.encode(Line.committed(scene, s, content, 0, 2, 3)));
  }
}
