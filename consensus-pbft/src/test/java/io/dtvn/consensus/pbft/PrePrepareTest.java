package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.bodiless;
import static io.dtvn.consensus.pbft.Line.body;
import static io.dtvn.consensus.pbft.Line.commit;
import static io.dtvn.consensus.pbft.Line.fetchBody;
import static io.dtvn.consensus.pbft.Line.plain;
import static io.dtvn.consensus.pbft.Line.prePrepare;
import static io.dtvn.consensus.pbft.Line.prepare;
import static io.dtvn.consensus.pbft.Scenario.asking;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.cluster.Votes;
import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.ports.spi.Effect.StartTimer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** [CL99] §4.2, what a backup accepts; n = 4, f = 1, q = 3, validator 0 is the primary. */
class PrePrepareTest {

  @Test
  void a_backup_that_accepts_a_proposal_enters_the_prepare_phase() {
    replica(1, 4).hears(0, prePrepare(1, "admit T1")).says(prepare(1, "admit T1"));
  }

  @Test
  void vote_and_body_are_durable_before_the_prepare_leaves() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .does("persist accepted s=1, own PREPARE: true", "broadcast PREPARE v=0 s=1");
  }

  @Test
  void the_view_of_the_proposal_is_the_backups_view() {
    replica(2, 4)
        .hears(1, prePrepare(1, "admit T1").inView(1))
        .discards(Reason.WRONG_VIEW)
        .saysNothing();
  }

  @Test
  void the_epoch_of_the_proposal_is_the_backups_epoch() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1").inEpoch(1))
        .discards(Reason.WRONG_EPOCH)
        .saysNothing();
  }

  @Test
  void only_the_primary_of_the_view_proposes() {
    replica(1, 4)
        .hears(2, prePrepare(1, "admit T1"))
        .discards(Reason.NOT_THE_PRIMARY)
        .saysNothing();
  }

  @Test
  void the_primary_takes_no_proposal_from_others_or_from_a_mirror() {
    replica(0, 4)
        .hears(1, prePrepare(1, "admit T1"))
        .discards(Reason.NOT_THE_PRIMARY)
        .hears(0, prePrepare(1, "admit T1"))
        .discards(Reason.FROM_MYSELF)
        .saysNothing();
  }

  @Test
  void the_sequence_number_lies_between_the_watermarks() {
    replica(1, 4)
        .hears(0, prePrepare(16, "the last slot"))
        .says(prepare(16, "the last slot"))
        .hears(0, prePrepare(17, "too high"))
        .discards(Reason.OUTSIDE_WINDOW)
        .saysNothing()
        .hears(0, prePrepare(0, "too low"))
        .discards(Reason.OUTSIDE_WINDOW)
        .saysNothing();
  }

  @Test
  void a_second_proposal_for_one_number_is_evidence_and_gets_no_vote() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .says(prepare(1, "admit T1"))
        .hears(0, prePrepare(1, "admit T2"))
        .reports(0, "EQUIVOCATION_PRE_PREPARE")
        .discards(Reason.OTHER_DIGEST_BOUND)
        .saysNothing();
  }

  @Test
  void the_first_proposal_binds_its_number_even_before_its_body_is_here() {
    replica(1, 4)
        .hears(0, bodiless(1, "admit T1"))
        .tells(0, fetchBody(1, "admit T1"))
        .hears(0, prePrepare(1, "admit T2"))
        .reports(0, "EQUIVOCATION_PRE_PREPARE")
        .saysNothing()
        .hears(0, body(1, "admit T1"))
        .says(prepare(1, "admit T1"));
  }

  @Test
  void the_same_proposal_again_changes_nothing() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .hears(0, prePrepare(1, "admit T1"))
        .saysNothing()
        .persists(0)
        .reportsNobody();
  }

  @Test
  void a_body_that_comes_with_the_repeated_proposal_is_taken() {
    replica(1, 4)
        .hears(0, bodiless(1, "admit T1"))
        .hears(0, prePrepare(1, "admit T1"))
        .says(prepare(1, "admit T1"));
  }

  @Test
  void a_body_of_another_digest_is_as_good_as_none() {
    Scenario scene = replica(1, 4);
    Binding binding = new Binding(0, 0, 1, scene.batch(1, "admit T1", 0).digest());
    Batch other = scene.batch(1, "admit T2", 0);
    scene
        .hears(0, plain(new Votes(scene.network()).prePrepare(binding, other)))
        .tells(0, fetchBody(1, "admit T1"))
        .persists(0);
  }

  @Test
  void a_body_of_another_epoch_is_never_voted_for() {
    Scenario scene = replica(1, 4);
    Batch foreign = Batch.of(1, Scenario.WALL, List.of(scene.bundle(0, 1, "admit T1")));
    Binding binding = new Binding(0, 0, 1, foreign.digest());
    scene
        .hears(0, plain(new Votes(scene.network()).prePrepare(binding, foreign)))
        .saysNothing()
        .persists(0);
  }

  @Test
  void a_proposal_from_ahead_of_the_own_clock_is_held_and_looked_at_again() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1").late(2_500))
        .saysNothing()
        .later(499)
        .expires("held-proposals")
        .saysNothing()
        .later(1)
        .expires("held-proposals")
        .says(prepare(1, "admit T1").late(2_500));
  }

  @Test
  void a_held_proposal_is_looked_at_when_its_time_has_come_but_at_least_each_second() {
    Scenario scene = replica(1, 4).hears(0, prePrepare(1, "admit T1").late(3_500));
    assertThat(heldUntil(scene)).isEqualTo(1_000);
    scene.later(1_000).expires("held-proposals");
    assertThat(heldUntil(scene)).isEqualTo(1_500);
    scene.later(500).expires("held-proposals").says(prepare(1, "admit T1").late(3_500));
  }

  @Test
  void a_time_within_delta_of_the_own_clock_is_not_held() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1").late(2_000))
        .says(prepare(1, "admit T1").late(2_000));
  }

  @Test
  void an_old_proposal_is_not_refused_since_no_view_change_would_replace_it() {
    replica(1, 4).later(3_600_000).hears(0, prePrepare(1, "admit T1")).says(prepare(1, "admit T1"));
  }

  @Test
  void times_of_neighbouring_slots_are_not_compared() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1").late(1_000))
        .says(prepare(1, "admit T1").late(1_000))
        .hears(0, prePrepare(2, "admit T2").late(-9_000))
        .says(prepare(2, "admit T2").late(-9_000));
  }

  @Test
  void a_null_batch_has_no_time_and_is_accepted() {
    Scenario scene = replica(1, 4);
    Batch nothing = Batch.nullOf(0);
    Binding binding = new Binding(0, 0, 1, nothing.digest());
    Votes votes = new Votes(scene.network());
    scene
        .hears(0, plain(votes.prePrepare(binding, nothing)))
        .says(plain(votes.prepare(1, binding)));
  }

  @Test
  void a_bundle_that_was_executed_may_be_proposed_again() {
    Scenario scene = replica(1, 4);
    scene
        .hears(0, prePrepare(1, "admit T1"), commit(1, "admit T1"))
        .hears(2, prepare(1, "admit T1"), commit(1, "admit T1"))
        .hears(3, commit(1, "admit T1"))
        .executed(1);
    Batch again = scene.batch(1, "admit T1", 1);
    Votes votes = new Votes(scene.network());
    Binding second = new Binding(0, 0, 2, again.digest());
    scene.hears(0, plain(votes.prePrepare(second, again))).says(plain(votes.prepare(1, second)));
  }

  @Test
  void the_own_pool_does_not_decide_about_a_proposal() {
    replica(1, 4)
        .hears(0, Line.request(0, 1, "one payload"))
        .hears(0, prePrepare(1, "another payload"))
        .says(prepare(1, "another payload"));
  }

  @Test
  void who_does_not_vote_yet_accepts_and_votes_later() {
    asking(1, 4)
        .hears(0, prePrepare(1, "admit T1"), prePrepare(2, "admit T2"))
        .saysNothing()
        .persists(0)
        .askedAndAnswered()
        .says(prepare(1, "admit T1"), prepare(2, "admit T2"))
        .persists(2);
  }

  private static long heldUntil(Scenario scene) {
    return scene.only(StartTimer.class).stream()
        .filter(timer -> timer.id().name().equals("held-proposals"))
        .mapToLong(StartTimer::atMillis)
        .findFirst()
        .orElseThrow();
  }
}
