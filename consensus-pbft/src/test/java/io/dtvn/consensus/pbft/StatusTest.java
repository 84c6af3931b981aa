package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.bodiless;
import static io.dtvn.consensus.pbft.Line.checkpoint;
import static io.dtvn.consensus.pbft.Line.commit;
import static io.dtvn.consensus.pbft.Line.plain;
import static io.dtvn.consensus.pbft.Line.prePrepare;
import static io.dtvn.consensus.pbft.Line.prepare;
import static io.dtvn.consensus.pbft.Line.request;
import static io.dtvn.consensus.pbft.Line.stable;
import static io.dtvn.consensus.pbft.Line.status;
import static io.dtvn.consensus.pbft.Line.statusOf;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.SlotSet;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.Effect.ResendResults;
import io.dtvn.ports.spi.Effect.StartTimer;
import org.junit.jupiter.api.Test;

/** Repair by telling what is here: nothing relies on being sent once; n = 4. */
class StatusTest {

  @Test
  void an_idle_replica_reports_rarely_and_a_busy_one_often() {
    Scenario scene = replica(1, 4);
    scene.later(150).expires("status");
    assertThat(statusTimers(scene)).isEqualTo(150 + 2_000);
    scene.hears(2, request(2, 1, "admit T1"));
    assertThat(statusTimers(scene)).isEqualTo(150 + 150);
    scene.later(150).expires("status");
    assertThat(statusTimers(scene)).isEqualTo(300 + 150);
  }

  @Test
  void a_timer_of_another_view_is_stale() {
    replica(1, 4).later(150).expires("status", 1).does();
    replica(0, 4)
        .submits(1, "admit T1")
        .submits(2, "admit T2")
        .expires("batch-delay", 1)
        .saysNothing();
  }

  @Test
  void a_report_tells_watermark_execution_and_settled_slots() {
    Scenario scene =
        replica(1, 4)
            .agreesOnAndExecutes(1, 2)
            .resultsCertified(1)
            .agreesOn(4, 4)
            .hears(0, prePrepare(5, "admit T5"))
            .hears(3, prepare(5, "admit T5"))
            .expires("status");
    Status report = (Status) scene.broadcasts().getFirst();
    assertThat(Script.words(report))
        .isEqualTo("STATUS VOTER h=0 executed=2 prepared=[1, 2, 4, 5] committed=[1, 2, 4]");
    assertThat(report.certifiedTo()).isEqualTo(1);
    assertThat(report.nonce()).isEqualTo(Scenario.NONCE);
  }

  @Test
  void a_new_life_asks_for_results_from_where_the_last_one_was() {
    Scenario scene =
        replica(1, 4).agreesOnAndExecutes(1, 3).resultsCertified(2).restarts().expires("status");
    assertThat(((Status) scene.broadcasts().getFirst()).certifiedTo()).isEqualTo(2);
  }

  @Test
  void the_primary_sends_its_proposal_again_without_the_body() {
    replica(0, 4).submits(1, "admit T1").hears(2, status(0, 0)).tells(2, bodiless(1, "admit T1"));
  }

  @Test
  void a_backup_sends_its_own_prepare_and_commit_again() {
    replica(1, 4)
        .agreesOn(1, 1)
        .hears(3, status(0, 0))
        .tells(3, prepare(1, "admit T1"), commit(1, "admit T1"));
  }

  @Test
  void to_whom_is_prepared_only_the_commit_is_sent() {
    SlotSet prepared = SlotSet.of(0, 16, s -> s == 1);
    replica(1, 4)
        .agreesOn(1, 1)
        .hears(3, status(0, 0, prepared, SlotSet.EMPTY))
        .tells(3, commit(1, "admit T1"));
  }

  @Test
  void to_whom_has_committed_or_executed_a_slot_nothing_of_it_is_sent() {
    SlotSet one = SlotSet.of(0, 16, s -> s == 1);
    replica(1, 4).agreesOn(1, 1).hears(3, status(0, 0, one, one)).tells(3);
    replica(1, 4).agreesOnAndExecutes(1, 1).hears(3, status(0, 1)).tells(3);
  }

  @Test
  void votes_of_others_and_bodies_are_not_sent() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .hears(2, commit(1, "admit T1"))
        .hears(3, status(0, 0))
        .tells(3, prepare(1, "admit T1"));
  }

  @Test
  void slots_beyond_the_askers_window_are_not_sent() {
    Scenario scene = replica(1, 4).agreesOnAndExecutes(1, 8).durable(8, "state");
    scene.hears(0, checkpoint(8, "state")).hears(2, checkpoint(8, "state"));
    scene.agreesOn(16, 17);
    assertThat(scene.hears(3, status(0, 0)).sentTo(3))
        .contains(prepare(16, "admit T16").by(scene, 1))
        .doesNotContain(prepare(17, "admit T17").by(scene, 1));
  }

  @Test
  void own_checkpoints_above_the_askers_watermark_are_sent_again() {
    Scenario scene = replica(1, 4).agreesOnAndExecutes(1, 8).durable(8, "state");
    scene.hears(3, status(0, 8)).tells(3, checkpoint(8, "state"));
    scene.hears(2, checkpoint(8, "state")).hears(0, checkpoint(8, "state"));
    scene.later(150).hears(3, status(0, 8)).tells(3, checkpoint(8, "state"));
    scene.later(150).hears(3, status(8, 8)).tells(3);
  }

  @Test
  void own_results_are_sent_again_from_where_the_asker_lacks_them() {
    Scenario scene = replica(1, 4).agreesOnAndExecutes(1, 3).hears(3, status(0, 1));
    assertThat(scene.only(ResendResults.class)).containsExactly(new ResendResults(3, 2));
    scene.later(150).hears(3, status(0, 3));
    assertThat(scene.only(ResendResults.class)).isEmpty();
  }

  @Test
  void one_peer_is_answered_once_in_half_a_status_interval() {
    replica(1, 4)
        .agreesOn(1, 1)
        .hears(3, status(0, 0))
        .hears(3, status(0, 0))
        .discards(Reason.TOO_OFTEN)
        .saysNothing()
        .later(75)
        .hears(3, status(0, 0))
        .tells(3, prepare(1, "admit T1"), commit(1, "admit T1"));
  }

  @Test
  void a_report_of_a_higher_watermark_makes_ask_for_its_certificate() {
    replica(1, 4)
        .hears(3, status(8, 9))
        .tells(3, plain(new Fetch.StableCheckpoint()))
        .hears(2, plain(new Fetch.StableCheckpoint()))
        .discards(Reason.NOT_HERE);
    Scenario scene = replica(1, 4).agreesOnAndExecutes(1, 8).durable(8, "state");
    scene.hears(0, checkpoint(8, "state")).hears(2, checkpoint(8, "state"));
    scene.hears(3, plain(new Fetch.StableCheckpoint())).tells(3, stable(8, "state", 0, 1, 2));
  }

  @Test
  void a_new_link_is_greeted_with_a_report() {
    Scenario scene = replica(1, 4).connects(3);
    assertThat(scene.sentTo(3)).singleElement().isInstanceOf(Status.class);
  }

  @Test
  void a_report_of_another_epoch_is_not_answered() {
    Status foreign =
        new Status(
            1, 0, Status.Mode.NORMAL, Standing.VOTER, 0, 0, 0, SlotSet.EMPTY, SlotSet.EMPTY, 1);
    replica(1, 4)
        .agreesOn(1, 1)
        .hears(3, plain(foreign))
        .discards(Reason.WRONG_EPOCH)
        .saysNothing();
  }

  @Test
  void two_instances_of_one_member_that_take_turns_are_an_alarm() {
    Scenario scene = replica(1, 4).hears(3, statusOf(10), statusOf(20));
    for (int i = 0; i < 7; i++) {
      scene.hears(3, statusOf(i % 2 == 0 ? 10 : 20)).reportsNobody();
    }
    scene.hears(3, statusOf(20)).reports(3, "TWO_INSTANCES");
  }

  @Test
  void many_restarts_are_no_alarm() {
    Scenario scene = replica(1, 4);
    for (int i = 1; i <= 40; i++) {
      scene.hears(3, statusOf(i), statusOf(i), statusOf(Math.max(1, i - 1)), statusOf(i));
      scene.reportsNobody();
    }
  }

  private static long statusTimers(Scenario scene) {
    return scene.only(StartTimer.class).stream()
        .filter(timer -> timer.id().name().equals("status"))
        .mapToLong(StartTimer::atMillis)
        .findFirst()
        .orElseThrow();
  }
}
