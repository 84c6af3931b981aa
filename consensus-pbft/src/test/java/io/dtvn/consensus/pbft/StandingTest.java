package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.checkpoint;
import static io.dtvn.consensus.pbft.Line.commit;
import static io.dtvn.consensus.pbft.Line.plain;
import static io.dtvn.consensus.pbft.Line.prePrepare;
import static io.dtvn.consensus.pbft.Line.prepare;
import static io.dtvn.consensus.pbft.Line.request;
import static io.dtvn.consensus.pbft.Line.status;
import static io.dtvn.consensus.pbft.Line.votesOf;
import static io.dtvn.consensus.pbft.Scenario.asking;
import static io.dtvn.consensus.pbft.Scenario.damaged;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.ports.out.OrderingStatus.Standing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may vote: asked at every start, lost for good by whoever may have forgotten a vote. */
class StandingTest {

  private static final Line QUESTION = plain(new Fetch.VotesOfMine(Scenario.NONCE));

  @Test
  void a_replica_asks_all_peers_for_its_own_votes_before_it_votes() {
    Scenario scene = asking(1, 4).tells(0, QUESTION).tells(2, QUESTION).tells(3, QUESTION);
    assertThat(scene.published().standing()).isEqualTo(Standing.ASKING);
  }

  @Test
  void q_minus_1_answers_make_it_a_voter() {
    Scenario scene = asking(1, 4).hears(0, votesOf(1));
    assertThat(scene.published().standing()).isEqualTo(Standing.ASKING);
    scene.hears(0, votesOf(1)).discards(Reason.NOT_ASKED_FOR);
    assertThat(scene.published().standing()).isEqualTo(Standing.ASKING);
    scene.hears(3, votesOf(1));
    assertThat(scene.published().standing()).isEqualTo(Standing.VOTER);
  }

  @Test
  void alone_it_votes_at_once() {
    assertThat(asking(0, 1).published().standing()).isEqualTo(Standing.VOTER);
  }

  @Test
  void who_has_not_answered_is_asked_again() {
    asking(1, 4)
        .hears(2, votesOf(1))
        .later(150)
        .expires("status")
        .tells(0, QUESTION)
        .tells(2)
        .tells(3, QUESTION)
        .connects(3);
    assertThat(asking(1, 4).connects(3).sentTo(3)).contains(new Fetch.VotesOfMine(Scenario.NONCE));
  }

  @Test
  void answers_to_an_earlier_lifes_question_do_not_count() {
    asking(1, 4)
        .hears(0, plain(new Data.VotesOfYours(Scenario.NONCE - 1, List.of(), Optional.empty())))
        .discards(Reason.NOT_ASKED_FOR);
  }

  @Test
  void while_asking_a_replica_answers_others() {
    asking(1, 4)
        .hears(0, prePrepare(1, "admit T1"), commit(1, "admit T1"))
        .hears(2, prepare(1, "admit T1"))
        .hears(0, QUESTION)
        .tells(0, votesOf(0, Line.bodiless(1, "admit T1"), commit(1, "admit T1")))
        .hears(2, QUESTION)
        .tells(2, votesOf(2, prepare(1, "admit T1")));
  }

  @Test
  void the_newest_certificate_that_the_asker_signed_is_told_after_its_slot_is_forgotten() {
    Scenario scene = replica(1, 4).agreesOnAndExecutes(1, 8).durable(8, "state");
    scene.hears(0, checkpoint(8, "state")).hears(2, checkpoint(8, "state"));
    Data.VotesOfYours toTwo = (Data.VotesOfYours) scene.hears(2, QUESTION).sentTo(2).getFirst();
    assertThat(toTwo.votes()).isEmpty();
    assertThat(toTwo.newest()).contains(Line.committed(scene, 8, "admit T8", 0, 1, 2));
    Data.VotesOfYours toThree = (Data.VotesOfYours) scene.hears(3, QUESTION).sentTo(3).getFirst();
    assertThat(toThree.newest()).isEmpty();
  }

  @Test
  void a_vote_above_h_that_the_journal_lacks_makes_a_learner() {
    for (Line vote : List.of(prepare(1, "admit T1"), commit(1, "admit T1"))) {
      Scenario scene = asking(1, 4).hears(0, votesOf(1, vote));
      assertThat(Script.words(scene.effects().getFirst())).isEqualTo("persist learner e=0");
      assertThat(scene.published().standing()).isEqualTo(Standing.LEARNER);
    }
    Scenario primary = asking(0, 4).hears(1, votesOf(0, Line.bodiless(1, "admit T1")));
    assertThat(primary.published().standing()).isEqualTo(Standing.LEARNER);
  }

  @Test
  void a_certificate_with_a_forgotten_vote_makes_a_learner() {
    Scenario scene = asking(1, 4);
    Data answer =
        new Data.VotesOfYours(
            Scenario.NONCE,
            List.of(),
            Optional.of(Line.committed(scene, 900, "admit T1", 0, 1, 2)));
    assertThat(scene.hears(0, plain(answer)).published().standing()).isEqualTo(Standing.LEARNER);
  }

  @Test
  void a_vote_of_a_later_view_makes_a_learner() {
    Scenario scene = asking(1, 4).hears(0, votesOf(1, prepare(0, "admit T1").inView(3)));
    assertThat(scene.published().standing()).isEqualTo(Standing.LEARNER);
  }

  @Test
  void votes_that_the_journal_has_or_that_are_below_h_are_fine() {
    Scenario scene =
        replica(1, 4)
            .agreesOnAndExecutes(1, 8)
            .durable(8, "state")
            .hears(0, checkpoint(8, "state"))
            .hears(2, checkpoint(8, "state"))
            .agreesOn(9, 9)
            .restarts();
    Line[] held = {
      prepare(8, "admit T8"), commit(8, "admit T8"), prepare(9, "admit T9"), commit(9, "admit T9")
    };
    scene.hears(0, votesOf(1, held)).hears(2, votesOf(1, held));
    assertThat(scene.published().standing()).isEqualTo(Standing.VOTER);
  }

  @Test
  void a_restored_backup_is_found_out() {
    Scenario scene = replica(1, 4).agreesOn(1, 2);
    scene.disk().lose(1); // the certificate behind the COMMIT of slot 2
    scene.restarts().hears(0, votesOf(1, prepare(2, "admit T2"), commit(2, "admit T2")));
    assertThat(scene.published().standing()).isEqualTo(Standing.LEARNER);
  }

  @Test
  void an_answer_that_comes_late_can_still_take_the_right_to_vote() {
    Scenario scene = replica(1, 4).hears(3, votesOf(1, prepare(1, "admit T1")));
    assertThat(scene.published().standing()).isEqualTo(Standing.LEARNER);
    scene.hears(0, prePrepare(1, "admit T2")).saysNothing();
  }

  @Test
  void a_gap_in_the_journal_makes_a_learner_and_is_itself_remembered() {
    Scenario scene = damaged(1, 4);
    assertThat(Script.words(scene.effects().getFirst())).isEqualTo("persist learner e=0");
    assertThat(scene.published().standing()).isEqualTo(Standing.LEARNER);
    scene.restarts().persists(0).saysNothing();
    assertThat(scene.published().standing()).isEqualTo(Standing.LEARNER);
  }

  @Test
  void the_loss_survives_the_cut_of_the_journal() {
    Scenario scene =
        damaged(1, 4)
            .hears(0, prePrepare(1, "admit T1"), commit(1, "admit T1"))
            .hears(2, commit(1, "admit T1"))
            .hears(3, commit(1, "admit T1"))
            .executed(1);
    for (long s = 2; s <= 8; s++) {
      String content = "admit T" + s;
      scene
          .hears(0, prePrepare(s, content), commit(s, content))
          .hears(2, commit(s, content))
          .hears(3, commit(s, content))
          .executed(s);
    }
    scene.durable(8, "state").says(checkpoint(8, "state"));
    scene.hears(0, checkpoint(8, "state")).hears(2, checkpoint(8, "state"));
    assertThat(scene.published().low()).isEqualTo(8);
    assertThat(scene.restarts().published().standing()).isEqualTo(Standing.LEARNER);
  }

  @Test
  void a_learner_never_votes_but_follows_and_serves() {
    Scenario scene = damaged(1, 4);
    scene
        .hears(0, prePrepare(1, "admit T1"), commit(1, "admit T1"))
        .hears(2, prepare(1, "admit T1"), commit(1, "admit T1"))
        .saysNothing()
        .persists(0)
        .hears(3, prepare(1, "admit T1"), commit(1, "admit T1"))
        .saysNothing()
        .executes(1)
        .executed(1)
        .submits(1, "admit T2")
        .says(request(1, 1, "admit T2"))
        .hears(3, Line.fetchBody(1, "admit T1"))
        .tells(3, Line.body(1, "admit T1", 0, 2, 3));
    damaged(0, 4).submits(1, "admit T1").says(request(0, 1, "admit T1"));
  }

  @Test
  void votes_of_earlier_lives_are_not_repeated_by_a_learner() {
    Scenario scene = replica(1, 4).agreesOn(1, 1).restarts();
    scene.hears(3, status(0, 0)).tells(3);
    scene.hears(0, votesOf(1, prepare(2, "forgotten")));
    scene.later(150).hears(3, status(0, 0)).tells(3);
  }

  @Test
  void answers_cannot_give_the_right_back() {
    Scenario scene = damaged(1, 4).hears(0, votesOf(1)).hears(2, votesOf(1));
    assertThat(scene.published().standing()).isEqualTo(Standing.LEARNER);
  }
}
