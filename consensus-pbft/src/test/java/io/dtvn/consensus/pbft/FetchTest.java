package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.bodiless;
import static io.dtvn.consensus.pbft.Line.body;
import static io.dtvn.consensus.pbft.Line.checkpoint;
import static io.dtvn.consensus.pbft.Line.commit;
import static io.dtvn.consensus.pbft.Line.fetchBody;
import static io.dtvn.consensus.pbft.Line.plain;
import static io.dtvn.consensus.pbft.Line.prePrepare;
import static io.dtvn.consensus.pbft.Line.prepare;
import static io.dtvn.consensus.pbft.Line.status;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Effect.CatchUp;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is large is fetched, from one peer at a time; what is far away comes from archives. */
class FetchTest {

  @Test
  void a_peer_that_asks_without_end_is_answered_for_a_while() {
    Scenario scene = replica(1, 4).hears(0, prePrepare(1, "admit T1"));
    Line question = plain(new Fetch.Body(scene.batch(1, "admit T1", 0).digest()));
    Line[] flood = new Line[5_000];
    Arrays.fill(flood, question);
    scene.hears(2, flood);
    assertThat(scene.sentTo(2)).hasSizeBetween(100, 2_500);
    assertThat(scene.hears(3, question).sentTo(3)).hasSize(1);
    assertThat(scene.later(150).hears(2, question).sentTo(2)).hasSize(1);
  }

  @Test
  void a_missing_body_is_asked_from_one_peer_at_a_time() {
    replica(1, 4)
        .hears(0, bodiless(1, "admit T1"))
        .tells(0, fetchBody(1, "admit T1"))
        .later(149)
        .expires("fetch")
        .saysNothing()
        .later(1)
        .expires("fetch")
        .tells(2, fetchBody(1, "admit T1"))
        .later(150)
        .expires("fetch")
        .tells(3, fetchBody(1, "admit T1"))
        .later(150)
        .expires("fetch")
        .tells(0, fetchBody(1, "admit T1"));
  }

  @Test
  void an_answer_of_a_peer_that_was_asked_before_is_still_good() {
    replica(1, 4)
        .hears(0, bodiless(1, "admit T1"))
        .later(150)
        .expires("fetch")
        .hears(0, body(1, "admit T1"))
        .says(prepare(1, "admit T1"));
  }

  @Test
  void data_that_nobody_asked_for_is_dropped() {
    replica(1, 4)
        .hears(2, body(1, "admit T1"))
        .discards(Reason.NOT_ASKED_FOR)
        .hears(0, bodiless(1, "admit T1"))
        .hears(2, body(1, "admit T1"))
        .discards(Reason.NOT_ASKED_FOR)
        .saysNothing()
        .hears(0, body(1, "admit T1"))
        .hears(0, body(1, "admit T1"))
        .discards(Reason.NOT_ASKED_FOR);
  }

  @Test
  void nothing_is_asked_twice_at_once() {
    replica(1, 4)
        .hears(0, bodiless(1, "admit T1"))
        .hears(2, prepare(1, "admit T1"), commit(1, "admit T1"))
        .saysNothing();
  }

  @Test
  void a_body_is_no_longer_asked_for_when_its_slot_is_forgotten() {
    Scenario scene = replica(1, 4).hears(0, bodiless(3, "withheld"));
    scene.agreesOnAndExecutes(1, 2);
    scene.fetched(batch(scene, 3, "admit T3")).executed(3);
    scene.agreesOnAndExecutes(4, 8).durable(8, "state");
    scene.hears(0, checkpoint(8, "state")).hears(2, checkpoint(8, "state"));
    scene.later(150).expires("fetch").saysNothing();
  }

  @Test
  void bodies_of_the_window_are_served_with_their_certificate() {
    Scenario scene = replica(1, 4).hears(0, prePrepare(1, "admit T1"));
    scene.hears(3, fetchBody(1, "admit T1")).tells(3, body(1, "admit T1"));
    scene.hears(2, prepare(1, "admit T1"), commit(1, "admit T1"));
    scene.hears(0, commit(1, "admit T1"));
    scene.hears(3, fetchBody(1, "admit T1")).tells(3, body(1, "admit T1", 0, 1, 2));
    scene.hears(3, fetchBody(2, "unknown")).discards(Reason.NOT_HERE);
  }

  @Test
  void who_is_behind_without_progress_for_t_lag_catches_up() {
    Scenario scene = replica(1, 4).hears(2, status(8, 12));
    scene.later(499).expires("lag");
    assertThat(scene.only(CatchUp.class)).isEmpty();
    scene.later(500).expires("lag");
    assertThat(scene.only(CatchUp.class)).containsExactly(new CatchUp(1, 2));
  }

  @Test
  void who_makes_progress_does_not_catch_up() {
    Scenario scene = replica(1, 4).hears(2, status(0, 3));
    scene.later(400).agreesOnAndExecutes(1, 1).later(100).expires("lag");
    assertThat(scene.only(CatchUp.class)).isEmpty();
    scene.later(500).expires("lag");
    assertThat(scene.only(CatchUp.class)).containsExactly(new CatchUp(2, 2));
  }

  @Test
  void peers_that_are_ahead_take_turns_so_that_a_liar_only_wastes_time() {
    Scenario scene = replica(1, 4).hears(2, status(0, 1_000)).hears(0, status(0, 3));
    for (int peer : new int[] {2, 0, 2}) {
      scene.later(500).expires("lag");
      assertThat(scene.only(CatchUp.class)).containsExactly(new CatchUp(1, peer));
    }
  }

  @Test
  void a_checkpoint_far_ahead_only_feeds_catching_up() {
    Scenario scene = replica(1, 4).hears(3, checkpoint(800, "state")).saysNothing();
    assertThat(scene.later(500).expires("lag").only(CatchUp.class))
        .containsExactly(new CatchUp(1, 3));
  }

  @Test
  void archived_batches_are_executed_in_order_also_beyond_the_window() {
    Scenario scene = replica(1, 4);
    for (long s = 2; s <= 16; s++) {
      scene.fetched(batch(scene, s, "admit T" + s)).executesNothing();
    }
    scene.fetched(batch(scene, 1, "admit T1")).executes(1, 2, 3, 4, 5, 6, 7, 8);
    scene.executed(1, 2, 3, 4, 5, 6, 7, 8);
    scene.fetched(batch(scene, 17, "beyond the window")).executesNothing();
    scene.executed(9, 10, 11, 12, 13, 14, 15, 16).executes(17);
  }

  @Test
  void what_is_too_far_ahead_of_execution_is_not_kept() {
    Scenario scene = replica(1, 4);
    scene.fetched(batch(scene, 17, "too far"));
    for (long s = 1; s <= 16; s++) {
      scene.fetched(batch(scene, s, "admit T" + s));
    }
    scene.executed(1, 2, 3, 4, 5, 6, 7, 8);
    scene.executed(9, 10, 11, 12, 13, 14, 15, 16).executesNothing();
  }

  private static CommittedBatch batch(Scenario scene, long sequence, String content) {
    return new CommittedBatch(
        0,
        0,
        sequence,
        scene.batch(sequence, content, 0),
        CertificateCodec.encode(Line.committed(scene, sequence, content, 0, 2, 3)));
  }
}
