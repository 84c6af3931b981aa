package io.dtvn.consensus.pbft;

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
import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.ports.spi.Effect.Execute;
import org.junit.jupiter.api.Test;

/** [CL99] §4.2, the commit phase and execution; n = 4, f = 1, q = 3. */
class CommitTest {

  @Test
  void a_prepared_replica_with_q_commits_its_own_included_executes() {
    prepared()
        .hears(0, commit(1, "admit T1"))
        .executesNothing()
        .hears(2, commit(1, "admit T1"))
        .executes(1);
  }

  @Test
  void the_executed_batch_carries_its_certificate() {
    Scenario scene = prepared().hears(0, commit(1, "admit T1")).hears(3, commit(1, "admit T1"));
    Execute execute = scene.only(Execute.class).getFirst();
    assertThat(execute.batch().batch()).isEqualTo(scene.batch(1, "admit T1", 0));
    assertThat(CertificateCodec.decodeCommit(execute.batch().certificate()))
        .isEqualTo(Line.committed(scene, 1, "admit T1", 0, 1, 3));
  }

  @Test
  void one_member_that_repeats_itself_does_not_count_twice() {
    prepared()
        .hears(0, commit(1, "admit T1"), commit(1, "admit T1"))
        .discards(Reason.DUPLICATE)
        .executesNothing();
  }

  @Test
  void commits_for_another_digest_do_not_count() {
    prepared().hears(0, commit(1, "admit T1")).hears(2, commit(1, "admit T2")).executesNothing();
  }

  @Test
  void a_commit_in_anothers_name_is_not_counted() {
    Scenario scene = prepared().hears(0, commit(1, "admit T1"));
    Binding binding = new Binding(0, 0, 1, scene.batch(1, "admit T1", 0).digest());
    scene
        .hears(2, plain(new Votes(scene.network()).commit(3, binding)))
        .discards(Reason.NOT_THE_SENDERS)
        .executesNothing();
  }

  @Test
  void a_second_commit_for_another_digest_is_evidence() {
    prepared()
        .hears(2, commit(1, "admit T1"))
        .hears(2, commit(1, "admit T2"))
        .reports(2, "EQUIVOCATION_COMMIT")
        .discards(Reason.VOTED_OTHERWISE);
  }

  @Test
  void commits_outside_the_window_or_of_another_view_are_dropped() {
    replica(1, 4)
        .hears(2, commit(17, "too high"))
        .discards(Reason.OUTSIDE_WINDOW)
        .hears(2, commit(1, "admit T1").inView(1))
        .discards(Reason.WRONG_VIEW)
        .hears(2, commit(1, "admit T1").inEpoch(1))
        .discards(Reason.WRONG_EPOCH);
  }

  @Test
  void batches_are_executed_in_the_order_of_their_numbers() {
    Scenario scene = replica(1, 4);
    commitAll(scene, 2, "admit T2").executesNothing();
    commitAll(scene, 1, "admit T1").executes(1, 2);
  }

  @Test
  void a_committed_batch_is_executed_once() {
    Scenario scene = replica(1, 4);
    commitAll(scene, 1, "admit T1").executes(1);
    scene
        .hears(0, commit(1, "admit T1"), prePrepare(1, "admit T1"))
        .executesNothing()
        .executed(1)
        .executesNothing();
  }

  @Test
  void q_commits_of_others_settle_a_slot_without_own_votes() {
    asking(1, 4)
        .hears(0, prePrepare(1, "admit T1"), commit(1, "admit T1"))
        .hears(2, commit(1, "admit T1"))
        .executesNothing()
        .hears(3, commit(1, "admit T1"))
        .executes(1)
        .saysNothing();
  }

  @Test
  void a_certified_batch_whose_body_is_not_here_is_fetched_and_executed() {
    replica(1, 4)
        .hears(0, commit(1, "admit T1"))
        .hears(2, commit(1, "admit T1"))
        .hears(3, commit(1, "admit T1"))
        .executesNothing()
        .tells(0, fetchBody(1, "admit T1"))
        .hears(0, body(1, "admit T1", 0, 2, 3))
        .executes(1);
  }

  @Test
  void a_body_settles_no_slot_but_the_one_it_belongs_to() {
    Scenario scene = replica(1, 4);
    for (int peer : new int[] {0, 2, 3}) {
      scene.hears(peer, commit(1, "admit T1"), commit(2, "admit T2"));
    }
    scene.hears(0, body(2, "admit T2")).executesNothing();
    scene.hears(0, body(1, "admit T1"));
    assertThat(scene.only(Execute.class).stream().map(e -> e.batch().batch()))
        .containsExactly(scene.batch(1, "admit T1", 0), scene.batch(2, "admit T2", 0));
  }

  @Test
  void what_q_committed_wins_over_what_the_primary_told_me() {
    replica(1, 4)
        .hears(0, prePrepare(1, "told to me alone"))
        .hears(0, commit(1, "told to others"))
        .hears(2, commit(1, "told to others"))
        .hears(3, commit(1, "told to others"))
        .executesNothing()
        .hears(0, body(1, "told to others"))
        .executes(1);
  }

  @Test
  void an_executed_slot_still_gets_votes_because_others_need_them() {
    replica(1, 4)
        .hears(0, commit(1, "admit T1"))
        .hears(2, commit(1, "admit T1"))
        .hears(3, commit(1, "admit T1"))
        .hears(0, body(1, "admit T1", 0, 2, 3))
        .executed(1)
        .hears(0, prePrepare(1, "admit T1"))
        .says(prepare(1, "admit T1"));
  }

  private static Scenario prepared() {
    return replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .hears(2, prepare(1, "admit T1"))
        .says(commit(1, "admit T1"));
  }

  /** All but one vote came before; the last one settles the slot. */
  private static Scenario commitAll(Scenario scene, long sequence, String content) {
    return scene
        .hears(0, prePrepare(sequence, content), commit(sequence, content))
        .hears(2, prepare(sequence, content))
        .hears(3, commit(sequence, content));
  }
}
