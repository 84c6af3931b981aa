package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.bodiless;
import static io.dtvn.consensus.pbft.Line.checkpoint;
import static io.dtvn.consensus.pbft.Line.commit;
import static io.dtvn.consensus.pbft.Line.prePrepare;
import static io.dtvn.consensus.pbft.Line.prepare;
import static io.dtvn.consensus.pbft.Line.request;
import static io.dtvn.consensus.pbft.Line.status;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.spi.Effect.RefusedReason;
import io.dtvn.ports.spi.Effect.Stop;
import io.dtvn.ports.spi.Effect.TakeCheckpoint;
import org.junit.jupiter.api.Test;

/** A new life on the old journal: nothing is sent unasked, nothing contradicts an earlier life. */
class RestartTest {

  @Test
  void nothing_is_sent_again_unasked() {
    replica(1, 4).agreesOn(1, 2).restarts().askedAndAnswered().says();
  }

  @Test
  void a_slot_stays_bound_to_what_was_voted_for() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .restarts()
        .askedAndAnswered()
        .hears(0, prePrepare(1, "admit T2"))
        .reports(0, "EQUIVOCATION_PRE_PREPARE")
        .discards(Reason.OTHER_DIGEST_BOUND)
        .saysNothing();
  }

  @Test
  void the_votes_of_earlier_lives_are_sent_to_who_lacks_them() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .hears(2, prepare(1, "admit T1"))
        .restarts()
        .askedAndAnswered()
        .hears(3, status(0, 0))
        .tells(3, prepare(1, "admit T1"), commit(1, "admit T1"));
  }

  @Test
  void a_vote_without_certificate_is_not_taken_for_prepared() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .restarts()
        .askedAndAnswered()
        .hears(3, status(0, 0))
        .tells(3, prepare(1, "admit T1"))
        .hears(2, prepare(1, "admit T1"))
        .says(commit(1, "admit T1"));
  }

  @Test
  void own_votes_of_earlier_lives_count() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .hears(2, prepare(1, "admit T1"))
        .restarts()
        .hears(0, commit(1, "admit T1"))
        .executesNothing()
        .hears(2, commit(1, "admit T1"))
        .executes(1);
  }

  @Test
  void bodies_of_earlier_lives_are_served() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .restarts()
        .hears(3, Line.fetchBody(1, "admit T1"))
        .tells(3, Line.body(1, "admit T1"));
  }

  @Test
  void what_the_ledger_has_executed_is_not_executed_again() {
    replica(1, 4)
        .agreesOnAndExecutes(1, 2)
        .restarts()
        .hears(0, commit(1, "admit T1"))
        .hears(2, commit(1, "admit T1"))
        .executesNothing()
        .agreesOn(3, 3)
        .executes(); // not before this life may vote
  }

  @Test
  void what_was_given_but_not_executed_is_executed_again() {
    replica(1, 4)
        .agreesOn(1, 1)
        .executes(1)
        .restarts()
        .hears(0, commit(1, "admit T1"))
        .hears(2, commit(1, "admit T1"))
        .executes(1);
  }

  @Test
  void executed_ids_are_known_again() {
    replica(1, 4)
        .agreesOnAndExecutes(1, 2)
        .restarts()
        .hears(2, request(0, 2, "admit T2"))
        .discards(Reason.EXECUTED)
        .hears(2, request(0, 3, "admit T3"))
        .discardsNothing();
  }

  @Test
  void the_primary_never_uses_a_number_again() {
    Scenario scene = replica(0, 4).submits(1, "admit T1").restarts().askedAndAnswered();
    scene.submits(2, "admit T2").later(1).expires("batch-delay");
    assertThat(((PrePrepare) scene.broadcasts().getFirst()).sequence()).isEqualTo(2);
    scene.hears(2, status(0, 0));
    assertThat(scene.sentTo(2)).first().isEqualTo(bodiless(1, "admit T1").by(scene, 0));
  }

  @Test
  void numbers_below_the_cut_are_not_used_again_either() {
    Scenario scene = replica(0, 4);
    for (int s = 1; s <= 8; s++) {
      String content = "admit T" + s;
      scene.submits(s, content);
      scene.hears(1, prepare(s, content), commit(s, content));
      scene.hears(2, prepare(s, content), commit(s, content)).executed(s);
    }
    scene.durable(8, "state").hears(1, checkpoint(8, "state")).hears(2, checkpoint(8, "state"));
    scene.restarts().askedAndAnswered().submits(9, "admit T9");
    assertThat(scene.broadcasts()).contains(prePrepare(9, "admit T9").by(scene, 0));
  }

  @Test
  void the_primary_does_not_propose_again_what_is_still_in_flight() {
    Scenario scene = replica(0, 4).submits(1, "admit T1").restarts().askedAndAnswered();
    scene.submits(1, "admit T1").says(request(0, 1, "admit T1"));
    scene.later(1).expires("batch-delay").saysNothing();
    scene.submits(1, "another payload").refuses(1, RefusedReason.INVALID);
  }

  @Test
  void the_stable_checkpoint_is_where_the_window_starts() {
    Scenario scene = stableAt8().restarts();
    assertThat(scene.published().low()).isEqualTo(8);
    assertThat(scene.published().lastExecuted()).isEqualTo(8);
    scene.hears(0, prePrepare(8, "admit T8")).discards(Reason.OUTSIDE_WINDOW);
  }

  @Test
  void votes_above_the_cut_survive_it() {
    replica(1, 4)
        .agreesOnAndExecutes(1, 7)
        .hears(0, prePrepare(9, "admit T9"))
        .agreesOnAndExecutes(8, 8)
        .durable(8, "state")
        .hears(0, checkpoint(8, "state"))
        .hears(2, checkpoint(8, "state"))
        .restarts()
        .askedAndAnswered()
        .hears(0, prePrepare(9, "another"))
        .discards(Reason.OTHER_DIGEST_BOUND)
        .saysNothing();
  }

  @Test
  void an_own_checkpoint_of_an_earlier_life_is_sent_to_who_lacks_it() {
    replica(1, 4)
        .agreesOnAndExecutes(1, 8)
        .durable(8, "state")
        .restarts()
        .says()
        .hears(3, status(0, 8))
        .tells(3, checkpoint(8, "state"));
  }

  @Test
  void a_checkpoint_that_was_not_taken_is_taken_now() {
    Scenario scene = replica(1, 4).agreesOnAndExecutes(1, 8).restarts();
    assertThat(scene.only(TakeCheckpoint.class)).containsExactly(new TakeCheckpoint(8));
    scene.durable(8, "state").says(checkpoint(8, "state"));
    assertThat(stableAt8().restarts().only(TakeCheckpoint.class)).isEmpty();
  }

  @Test
  void a_stored_state_that_is_not_the_certified_one_stops_the_replica() {
    Scenario scene = stableAt8();
    scene.disk().checkpoint(8, Line.root("rotten"));
    assertThat(scene.restarts().only(Stop.class)).hasSize(1);
  }

  @Test
  void a_ledger_behind_the_stable_checkpoint_is_our_bug() {
    Scenario scene = stableAt8();
    scene.disk().forgetLedger();
    assertThatThrownBy(scene::restarts)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("ledger: want the state of the stable checkpoint 8, found batch 0");
  }

  @Test
  void bytes_that_are_no_record_are_our_bug() {
    Scenario scene = replica(1, 4);
    scene.disk().append(Bytes.copyOf(Digest.ZERO.toBytes()));
    assertThatThrownBy(scene::restarts)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("journal: want a record of this engine at place 0, found other bytes");
  }

  @Test
  void every_life_starts_with_started() {
    assertThatThrownBy(() -> replica(1, 4).startsAgain())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("events: want Started first and once");
  }

  @Test
  void alone_a_replica_goes_on_from_every_prefix_of_its_journal() {
    int records = aloneAfterThree().disk().journal().size();
    assertThat(records).isEqualTo(6);
    for (int lost = 0; lost <= records; lost++) {
      Scenario scene = aloneAfterThree();
      scene.disk().lose(lost);
      scene.restarts();
      int voted = (records - lost + 1) / 2;
      assertThat(scene.published().committed()).as("%d lost", lost).isEqualTo(voted);
      scene.submits(9, "new").later(1).expires("batch-delay");
      assertThat(scene.published().committed()).as("%d lost", lost).isEqualTo(voted + 1);
    }
  }

  private static Scenario aloneAfterThree() {
    Scenario scene = replica(0, 1);
    for (int s = 1; s <= 3; s++) {
      scene.submits(s, "admit T" + s).later(1).expires("batch-delay");
    }
    return scene;
  }

  private static Scenario stableAt8() {
    return replica(1, 4)
        .agreesOnAndExecutes(1, 8)
        .durable(8, "state")
        .hears(0, checkpoint(8, "state"))
        .hears(2, checkpoint(8, "state"));
  }
}
