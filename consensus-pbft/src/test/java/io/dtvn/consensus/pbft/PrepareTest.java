package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.commit;
import static io.dtvn.consensus.pbft.Line.plain;
import static io.dtvn.consensus.pbft.Line.prePrepare;
import static io.dtvn.consensus.pbft.Line.prepare;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.cluster.Votes;
import io.dtvn.consensus.pbft.journal.JournalCodec;
import io.dtvn.consensus.pbft.journal.JournalRecord.Prepared;
import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.PreparedCertificate;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.ports.spi.Effect.Persist;
import org.junit.jupiter.api.Test;

/** [CL99] §4.2, the prepare phase; n = 4, f = 1, q = 3, validator 0 is the primary. */
class PrepareTest {

  @Test
  void a_backup_is_prepared_by_the_proposal_and_two_prepares_its_own_included() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .says(prepare(1, "admit T1"))
        .hears(2, prepare(1, "admit T1"))
        .says(commit(1, "admit T1"));
  }

  @Test
  void the_primary_is_prepared_by_two_prepares_of_backups() {
    replica(0, 4)
        .submits(1, "admit T1")
        .hears(1, prepare(1, "admit T1"))
        .saysNothing()
        .hears(2, prepare(1, "admit T1"))
        .says(commit(1, "admit T1"));
  }

  @Test
  void the_certificate_is_durable_before_the_commit_leaves() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .hears(2, prepare(1, "admit T1"))
        .does("persist prepared s=1", "broadcast COMMIT v=0 s=1");
  }

  @Test
  void the_certificate_holds_the_proposal_and_q_minus_1_prepares_of_distinct_backups() {
    Scenario scene = replica(1, 4).hears(0, prePrepare(1, "admit T1"));
    scene.hears(3, prepare(1, "admit T1"));
    Binding binding = new Binding(0, 0, 1, scene.batch(1, "admit T1", 0).digest());
    PreparedCertificate expected = new Votes(scene.network()).prepared(binding, 1, 3);
    assertThat(scene.only(Persist.class))
        .containsExactly(new Persist(JournalCodec.encode(new Prepared(expected)), 1));
  }

  @Test
  void one_backup_that_repeats_itself_does_not_count_twice() {
    replica(0, 4)
        .submits(1, "admit T1")
        .hears(1, prepare(1, "admit T1"), prepare(1, "admit T1"))
        .discards(Reason.DUPLICATE)
        .saysNothing();
  }

  @Test
  void prepares_for_another_digest_do_not_count() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .hears(2, prepare(1, "admit T2"))
        .hears(3, prepare(1, "admit T2"))
        .saysNothing();
  }

  @Test
  void the_primary_does_not_prepare() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .hears(0, prepare(1, "admit T1"))
        .discards(Reason.PRIMARY_DOES_NOT_PREPARE)
        .saysNothing();
  }

  @Test
  void a_vote_in_anothers_name_is_not_counted() {
    Scenario scene = replica(1, 4).hears(0, prePrepare(1, "admit T1"));
    Binding binding = new Binding(0, 0, 1, scene.batch(1, "admit T1", 0).digest());
    scene
        .hears(2, plain(new Votes(scene.network()).prepare(3, binding)))
        .discards(Reason.NOT_THE_SENDERS)
        .saysNothing();
  }

  @Test
  void votes_that_overtake_the_proposal_wait_for_it() {
    replica(1, 4)
        .hears(2, prepare(1, "admit T1"))
        .saysNothing()
        .hears(3, commit(1, "admit T1"))
        .saysNothing()
        .hears(0, prePrepare(1, "admit T1"))
        .says(prepare(1, "admit T1"), commit(1, "admit T1"));
  }

  @Test
  void votes_of_others_alone_prepare_nothing() {
    replica(1, 4).hears(2, prepare(1, "admit T1")).hears(3, prepare(1, "admit T1")).saysNothing();
  }

  @Test
  void votes_of_another_view_or_epoch_are_dropped() {
    replica(1, 4)
        .hears(0, prePrepare(1, "admit T1"))
        .hears(2, prepare(1, "admit T1").inView(1))
        .discards(Reason.WRONG_VIEW)
        .hears(2, prepare(1, "admit T1").inEpoch(1))
        .discards(Reason.WRONG_EPOCH)
        .saysNothing();
  }

  @Test
  void votes_outside_the_window_are_dropped() {
    replica(1, 4)
        .hears(2, prepare(17, "too high"))
        .discards(Reason.OUTSIDE_WINDOW)
        .hears(2, prepare(0, "too low"))
        .discards(Reason.OUTSIDE_WINDOW);
  }

  @Test
  void a_second_vote_for_another_digest_is_evidence_and_the_first_counts() {
    replica(1, 4)
        .hears(2, prepare(1, "admit T2"))
        .hears(2, prepare(1, "admit T1"))
        .reports(2, "EQUIVOCATION_PREPARE")
        .discards(Reason.VOTED_OTHERWISE)
        .hears(0, prePrepare(1, "admit T1"))
        .says(prepare(1, "admit T1"));
  }

  @Test
  void evidence_is_bounded_for_each_member() {
    Scenario scene = replica(1, 4);
    for (int i = 1; i <= 16; i++) {
      scene.hears(2, prepare(1, "first")).hears(2, prepare(1, "other " + i));
      scene.reports(2, "EQUIVOCATION_PREPARE");
    }
    scene
        .hears(2, prepare(1, "one too many"))
        .reportsNobody()
        .hears(3, prepare(1, "first"))
        .hears(3, prepare(1, "other"))
        .reports(3, "EQUIVOCATION_PREPARE");
  }

  @Test
  void slots_are_independent_of_each_other() {
    replica(1, 4)
        .hears(0, prePrepare(2, "admit T2"))
        .says(prepare(2, "admit T2"))
        .hears(3, prepare(2, "admit T2"))
        .says(commit(2, "admit T2"))
        .hears(0, prePrepare(1, "admit T1"))
        .says(prepare(1, "admit T1"));
  }
}
