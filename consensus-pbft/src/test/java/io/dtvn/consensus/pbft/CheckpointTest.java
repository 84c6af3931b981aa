package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.checkpoint;
import static io.dtvn.consensus.pbft.Line.plain;
import static io.dtvn.consensus.pbft.Line.prePrepare;
import static io.dtvn.consensus.pbft.Line.prepare;
import static io.dtvn.consensus.pbft.Line.root;
import static io.dtvn.consensus.pbft.Line.stable;
import static io.dtvn.consensus.pbft.Line.status;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.cluster.Votes;
import io.dtvn.consensus.pbft.journal.JournalCodec;
import io.dtvn.consensus.pbft.journal.JournalRecord;
import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.CheckpointStable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** [CL99] §4.3, garbage collection; backup 1 of n = 4, K = 8, L = 16. */
class CheckpointTest {

  @Test
  void a_checkpoint_is_taken_when_a_multiple_of_k_is_executed() {
    replica(1, 4)
        .agreesOnAndExecutes(1, 7)
        .agreesOn(8, 8)
        .executed(8)
        .does("take checkpoint s=8", "publish VOTER (0, 16] executed=8 committed=8 pending=0");
  }

  @Test
  void nothing_behind_a_checkpoint_is_executed_before_its_batch_is_reported() {
    replica(1, 4)
        .agreesOn(1, 10)
        .executes(1, 2, 3, 4, 5, 6, 7, 8)
        .executed(1, 2, 3, 4, 5, 6, 7)
        .executesNothing()
        .executed(8)
        .executes(9, 10);
  }

  @Test
  void the_checkpoint_message_leaves_when_the_state_is_durable() {
    replica(1, 4)
        .agreesOnAndExecutes(1, 8)
        .saysNothing()
        .durable(8, "state")
        .says(checkpoint(8, "state"));
  }

  @Test
  void q_equal_checkpoints_its_own_included_make_it_stable() {
    Scenario scene = reached(8);
    scene.hears(2, checkpoint(8, "state")).persists(0);
    assertThat(scene.hears(0, checkpoint(8, "state")).only(CheckpointStable.class)).hasSize(1);
    assertThat(scene.published().low()).isEqualTo(8);
    assertThat(scene.published().high()).isEqualTo(24);
  }

  @Test
  void f_plus_1_equal_checkpoints_are_not_enough() {
    Scenario scene = reached(8).hears(2, checkpoint(8, "state"));
    assertThat(scene.published().low()).isZero();
    scene.hears(2, checkpoint(8, "state"));
    assertThat(scene.published().low()).isZero();
  }

  @Test
  void the_certificate_is_persisted_before_the_journal_is_cut() {
    Scenario scene = reached(8).hears(2, checkpoint(8, "state")).hears(3, checkpoint(8, "state"));
    CheckpointCertificate certificate =
        new Votes(scene.network()).stable(new StateAt(0, 8, root("state")), 1, 2, 3);
    Bytes record = JournalCodec.encode(new JournalRecord.Stable(certificate));
    assertThat(scene.effects().subList(0, 2))
        .containsExactly(
            new Effect.Persist(record, 0),
            new CheckpointStable(
                8, root("state"), CertificateCodec.encode(certificate), List.of(record)));
  }

  @Test
  void checkpoints_of_others_make_nothing_stable_while_the_own_state_is_missing() {
    Scenario scene =
        replica(1, 4)
            .agreesOnAndExecutes(1, 7)
            .hears(0, checkpoint(8, "state"))
            .hears(2, checkpoint(8, "state"))
            .hears(3, checkpoint(8, "state"))
            .persists(0);
    assertThat(scene.published().low()).isZero();
    scene.agreesOn(8, 8).executed(8);
    assertThat(scene.published().low()).isZero();
    scene.durable(8, "state");
    assertThat(scene.published().low()).isEqualTo(8);
  }

  @Test
  void a_quorum_on_another_root_stops_the_replica() {
    reached(8)
        .hears(0, checkpoint(8, "other"))
        .hears(2, checkpoint(8, "other"))
        .persists(0)
        .hears(3, checkpoint(8, "other"))
        .does(
            "broadcast STATUS VOTER h=0 executed=8 prepared=[1, 2, 3, 4, 5, 6, 7, 8]"
                + " committed=[1, 2, 3, 4, 5, 6, 7, 8]",
            "stop")
        .hears(0, prePrepare(9, "admit T9"))
        .does();
  }

  @Test
  void a_stopped_replica_tells_its_mode() {
    Scenario scene = reached(8);
    for (int peer : new int[] {0, 2, 3}) {
      scene.hears(peer, checkpoint(8, "other"));
    }
    assertThat(((Status) scene.broadcasts().getFirst()).mode()).isEqualTo(Status.Mode.STOPPED);
  }

  @Test
  void one_liars_root_stops_nobody() {
    Scenario scene =
        reached(8)
            .hears(0, checkpoint(8, "lie"))
            .hears(2, checkpoint(8, "state"))
            .hears(3, checkpoint(8, "state"));
    assertThat(scene.published().low()).isEqualTo(8);
  }

  @Test
  void slots_at_or_below_the_stable_checkpoint_are_forgotten() {
    stableAt8()
        .hears(0, prePrepare(8, "admit T8"))
        .discards(Reason.OUTSIDE_WINDOW)
        .hears(3, Line.fetchBody(8, "admit T8"))
        .discards(Reason.NOT_HERE);
  }

  @Test
  void nothing_is_forgotten_before_the_checkpoint_is_stable() {
    reached(8).hears(3, Line.fetchBody(1, "admit T1")).tells(3, Line.body(1, "admit T1", 0, 1, 2));
  }

  @Test
  void the_window_moves_with_the_stable_checkpoint() {
    reached(8).hears(0, prePrepare(17, "admit T17")).discards(Reason.OUTSIDE_WINDOW);
    stableAt8().hears(0, prePrepare(17, "admit T17")).says(prepare(17, "admit T17"));
    stableAt8().hears(0, prePrepare(25, "admit T25")).discards(Reason.OUTSIDE_WINDOW);
  }

  @Test
  void only_multiples_of_k_above_h_are_checkpoints() {
    stableAt8()
        .hears(2, checkpoint(9, "state"))
        .discards(Reason.NO_CHECKPOINT)
        .hears(2, checkpoint(8, "state"))
        .discards(Reason.OLD);
  }

  @Test
  void a_checkpoint_in_anothers_name_is_not_counted() {
    Scenario scene = reached(8).hears(2, checkpoint(8, "state"));
    scene
        .hears(2, plain(new Votes(scene.network()).checkpoint(3, new StateAt(0, 8, root("state")))))
        .discards(Reason.NOT_THE_SENDERS)
        .persists(0);
  }

  @Test
  void two_roots_of_one_member_are_evidence_and_the_first_counts() {
    reached(8)
        .hears(2, checkpoint(8, "lie"))
        .hears(2, checkpoint(8, "state"))
        .reports(2, "EQUIVOCATION_CHECKPOINT")
        .discards(Reason.VOTED_OTHERWISE)
        .hears(3, checkpoint(8, "state"))
        .persists(0);
  }

  @Test
  void of_each_member_the_window_and_the_highest_beyond_it_are_kept() {
    Scenario scene = replica(1, 4);
    for (long s = 8; s <= 8 * 64; s += 8) {
      scene.hears(2, checkpoint(s, "state" + s)).hears(3, checkpoint(s, "state" + s));
    }
    scene.hears(0, checkpoint(24, "state24"));
    scene.agreesOnAndExecutes(1, 8);
    assertThat(scene.only(Effect.TakeCheckpoint.class)).hasSize(1); // 24 was not certified
    scene = scene.durable(8, "state8");
    assertThat(scene.published().low()).isEqualTo(8);
  }

  @Test
  void a_checkpoint_below_the_highest_known_certificate_is_not_taken() {
    Scenario scene = replica(1, 4);
    for (int peer : new int[] {0, 2, 3}) {
      scene.hears(peer, checkpoint(16, "state16"));
    }
    scene.agreesOnAndExecutes(1, 7).agreesOn(8, 8).executed(8);
    assertThat(scene.only(Effect.TakeCheckpoint.class)).isEmpty();
    scene.agreesOnAndExecutes(9, 16);
    assertThat(scene.only(Effect.TakeCheckpoint.class))
        .containsExactly(new Effect.TakeCheckpoint(16));
    scene.durable(16, "state16");
    assertThat(scene.published().low()).isEqualTo(16);
  }

  @Test
  void h_may_move_over_a_checkpoint_that_was_never_certified() {
    Scenario scene = replica(1, 4).agreesOnAndExecutes(1, 16).durable(8, "state8");
    for (int peer : new int[] {0, 2, 3}) {
      scene.hears(peer, checkpoint(16, "state16"));
    }
    scene.hears(0, checkpoint(8, "state8"));
    assertThat(scene.published().low()).isZero(); // the own state at 16 is not durable yet
    scene.durable(16, "state16");
    assertThat(scene.only(CheckpointStable.class).stream().map(CheckpointStable::sequence))
        .containsExactly(16L);
  }

  @Test
  void h_moves_over_a_checkpoint_that_was_skipped_when_q_certify_it() {
    Scenario scene = replica(1, 4).agreesOnAndExecutes(1, 10).restarts().askedAndAnswered();
    assertThat(scene.published().low()).isZero();
    for (int peer : new int[] {0, 2, 3}) {
      scene.hears(peer, checkpoint(8, "state"));
    }
    assertThat(scene.published().low()).isEqualTo(8);
  }

  @Test
  void a_certificate_of_a_peer_is_as_good_as_its_votes_if_it_was_asked_for() {
    Scenario scene = reached(8).hears(2, stable(8, "state", 0, 2, 3));
    scene.discards(Reason.NOT_ASKED_FOR).persists(0);
    scene.hears(2, status(8, 8));
    scene.hears(2, stable(8, "state", 0, 2, 3)).persists(1);
    assertThat(scene.published().low()).isEqualTo(8);
  }

  private static Scenario reached(long sequence) {
    return replica(1, 4).agreesOnAndExecutes(1, sequence).durable(sequence, "state");
  }

  private static Scenario stableAt8() {
    return reached(8).hears(0, checkpoint(8, "state")).hears(2, checkpoint(8, "state"));
  }
}
