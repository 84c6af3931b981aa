package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.commit;
import static io.dtvn.consensus.pbft.Line.prePrepare;
import static io.dtvn.consensus.pbft.Line.prepare;
import static io.dtvn.consensus.pbft.Line.request;
import static io.dtvn.consensus.pbft.Scenario.SMALL;
import static io.dtvn.consensus.pbft.Scenario.asking;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.cluster.Votes;
import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.TicketId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** [CL99] §4.2, the primary's part, with batches and a pipeline; n = 4, validator 0 proposes. */
class ProposeTest {

  @Test
  void an_idle_primary_proposes_at_once() {
    replica(0, 4).submits(1, "admit T1").says(request(0, 1, "admit T1"), prePrepare(1, "admit T1"));
  }

  @Test
  void proposal_and_body_are_durable_before_they_leave() {
    Scenario scene = replica(0, 4).submits(1, "admit T1");
    assertThat(scene.effects().stream().map(Script::words))
        .startsWith(
            "broadcast REQUEST admit T1",
            "persist accepted s=1, own PREPARE: false",
            "broadcast PRE-PREPARE v=0 s=1 [admit T1]");
  }

  @Test
  void the_primary_orders_what_any_gateway_asks_for() {
    assertThat(proposed(replica(0, 4).hears(3, request(3, 1, "admit T1"))))
        .containsExactly(List.of("3/1"));
  }

  @Test
  void a_backup_proposes_nothing() {
    replica(1, 4).submits(1, "admit T1").says(request(1, 1, "admit T1")).persists(0);
  }

  @Test
  void who_may_not_vote_proposes_nothing_and_makes_up_for_it_later() {
    asking(0, 4)
        .submits(1, "admit T1")
        .says(request(0, 1, "admit T1"))
        .askedAndAnswered()
        .says(request(0, 1, "admit T1"), prePrepare(1, "admit T1"));
  }

  @Test
  void the_time_of_a_batch_is_the_primarys_wall_clock() {
    Scenario scene = replica(0, 4).later(1_234).submits(1, "admit T1");
    assertThat(batches(scene).getFirst().header().timestamp()).isEqualTo(Scenario.WALL + 1_234);
  }

  @Test
  void a_busy_primary_gathers_for_the_batch_delay() {
    Scenario scene = replica(0, 4).submits(1, "admit T1");
    scene.submits(2, "admit T2").says(request(0, 2, "admit T2"));
    scene.submits(3, "admit T3").says(request(0, 3, "admit T3"));
    assertThat(proposed(scene.later(1).expires("batch-delay")))
        .containsExactly(List.of("0/2", "0/3"));
  }

  @Test
  void a_full_batch_does_not_wait_for_the_delay() {
    Scenario scene = replica(0, 4).submits(1, "admit T1");
    for (int number = 2; number <= 8; number++) {
      assertThat(proposed(scene.submits(large(scene, number)))).isEmpty();
    }
    assertThat(proposed(scene.submits(large(scene, 9)))).hasSize(1);
    assertThat(batches(scene).getFirst().bundles()).hasSize(8);
  }

  @Test
  void a_batch_keeps_within_its_limits() {
    Scenario scene = replica(0, 4, pipelineOf(1)).submits(1, "admit T1");
    for (int number = 2; number <= 11; number++) {
      scene.submits(large(scene, number));
    }
    Batch next = batches(committed(scene, 1, "admit T1").executed(1)).getFirst();
    assertThat(next.bundles()).hasSize(8);
    assertThat(next.bundles().stream().mapToInt(b -> b.operations().size()).sum())
        .isEqualTo(Batch.OPERATIONS_MAX);
  }

  @Test
  void at_most_k_proposals_are_ahead_of_execution() {
    Scenario scene = replica(0, 4, pipelineOf(2)).submits(1, "admit T1");
    assertThat(proposed(scene.submits(2, "admit T2").later(1).expires("batch-delay"))).hasSize(1);
    assertThat(proposed(scene.submits(3, "admit T3").later(1).expires("batch-delay"))).isEmpty();
    assertThat(proposed(scene.submits(4, "admit T4").later(1).expires("batch-delay"))).isEmpty();
    assertThat(proposed(committed(scene, 1, "admit T1"))).isEmpty();
    assertThat(proposed(scene.executed(1))).containsExactly(List.of("0/3", "0/4"));
  }

  @Test
  void a_pipeline_of_one_proposes_when_the_batch_before_was_executed() {
    Scenario scene = replica(0, 4, pipelineOf(1)).submits(1, "admit T1");
    assertThat(proposed(scene.submits(2, "admit T2"))).isEmpty();
    assertThat(proposed(scene.submits(3, "admit T3"))).isEmpty();
    assertThat(proposed(committed(scene, 1, "admit T1").executed(1)))
        .containsExactly(List.of("0/2", "0/3"));
  }

  @Test
  void nothing_is_proposed_above_the_high_watermark() {
    Scenario scene = replica(0, 4, pipelineOf(16));
    for (int s = 1; s <= 16; s++) {
      assertThat(proposed(scene.submits(s, "admit T" + s).later(1).expires("batch-delay")))
          .as("slot %d", s)
          .hasSize(s == 1 ? 0 : 1);
    }
    for (int s = 1; s <= 8; s++) {
      Batch batch = scene.batch(s, "admit T" + s, s == 1 ? 0 : s);
      committed(scene, s, batch);
      scene.executed(s);
    }
    assertThat(proposed(scene.submits(17, "admit T17").later(1).expires("batch-delay"))).isEmpty();
    scene.durable(8, "state").hears(1, Line.checkpoint(8, "state"));
    assertThat(proposed(scene.hears(2, Line.checkpoint(8, "state")))).hasSize(1);
  }

  @Test
  void gateways_take_turns_and_each_gives_its_lowest_number_first() {
    Scenario scene = replica(0, 4, pipelineOf(1)).submits(1, "admit T1");
    scene.hears(1, request(1, 3, "a"), request(1, 2, "b"), request(1, 1, "c"));
    scene.hears(3, request(3, 1, "d"));
    scene.submits(2, "e");
    assertThat(proposed(committed(scene, 1, "admit T1").executed(1)))
        .containsExactly(List.of("1/1", "3/1", "0/2", "1/2", "1/3"));
  }

  @Test
  void what_is_proposed_is_not_proposed_again() {
    Scenario scene = replica(0, 4).submits(1, "admit T1");
    assertThat(proposed(scene.submits(1, "admit T1").later(1).expires("batch-delay"))).isEmpty();
    assertThat(proposed(scene.hears(1, request(0, 1, "admit T1")))).isEmpty();
  }

  @Test
  void a_timer_of_the_batch_delay_that_fires_with_nothing_to_do_is_harmless() {
    replica(0, 4).later(1).expires("batch-delay").saysNothing().persists(0);
  }

  private static Scenario committed(Scenario scene, long sequence, String content) {
    return scene
        .hears(1, prepare(sequence, content), commit(sequence, content))
        .hears(2, prepare(sequence, content), commit(sequence, content));
  }

  private static void committed(Scenario scene, long sequence, Batch batch) {
    Votes votes = new Votes(scene.network());
    Binding binding = new Binding(0, 0, sequence, batch.digest());
    for (int peer = 1; peer <= 2; peer++) {
      scene.hears(
          peer, Line.plain(votes.prepare(peer, binding)), Line.plain(votes.commit(peer, binding)));
    }
  }

  /** Each proposed batch as its bundles' gateways and numbers. */
  private static List<List<String>> proposed(Scenario scene) {
    List<List<String>> proposals = new ArrayList<>();
    for (Batch batch : batches(scene)) {
      proposals.add(
          batch.bundles().stream().map(b -> gateway(scene, b) + "/" + b.id().number()).toList());
    }
    return proposals;
  }

  private static List<Batch> batches(Scenario scene) {
    return scene.broadcasts().stream()
        .filter(PrePrepare.class::isInstance)
        .map(m -> ((PrePrepare) m).body().orElseThrow())
        .toList();
  }

  private static int gateway(Scenario scene, Bundle bundle) {
    return scene.network().genesis().validators().indexOf(bundle.id().gateway()).orElseThrow();
  }

  private static ProtocolParameters pipelineOf(int depth) {
    return new ProtocolParameters(
        SMALL.checkpointInterval(),
        SMALL.window(),
        depth,
        SMALL.timestampAhead(),
        SMALL.timestampBehind(),
        SMALL.operationRetention());
  }

  /** A bundle of the most operations. */
  private static Bundle large(Scenario scene, int number) {
    return scene
        .network()
        .bundle(
            0,
            number,
            IntStream.range(0, Bundle.OPERATIONS_MAX)
                .mapToObj(
                    i ->
                        Operation.unsigned(
                            OpId.ofKey(number + "-" + i),
                            new TicketId("T" + i),
                            Claim.NONE,
                            new Action.Admit()))
                .toList());
  }
}
