package io.dtvn.application.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.host.HostFakes.Word;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Event;
import io.dtvn.ports.spi.TimerId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order contract of {@link io.dtvn.ports.spi.ConsensusEngine}. */
class HostOrderTest extends HostFixture {

  @Test
  void the_first_event_brings_the_journal_and_how_far_the_ledger_is() {
    execution.lastExecuted = 4;
    ReplicaHost host = host(LIMITS);

    host.step();

    assertThat(engine.heard())
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Started.class,
            started -> {
              assertThat(started.start()).isEqualTo(new Event.Start(true, 99));
              assertThat(started.ledger().lastExecuted()).isEqualTo(4);
              assertThat(started.journal()).isEmpty();
            });
  }

  @Test
  void nothing_behind_a_persist_happens_before_it_is_durable() {
    ReplicaHost host = started();
    engine.thenSays(persist("vote"), send(1, "vote"), execute(1));

    hears(1, "hello");
    host.step();

    assertThat(log).containsExactly("sync", "send node1 vote", "execute 1");
    assertThat(journaled()).containsExactly("vote");
  }

  @Test
  void what_stands_before_the_first_persist_does_not_wait_for_it() {
    ReplicaHost host = started();
    engine.thenSays(execute(1), persist("vote"), send(1, "vote"));

    hears(1, "hello");
    host.step();

    assertThat(log).containsExactly("execute 1", "sync", "send node1 vote");
  }

  @Test
  void one_turn_takes_in_several_events_and_syncs_once_for_all_of_them() {
    ReplicaHost host = started();
    engine
        .thenSays(persist("a"), send(1, "a"))
        .thenSays(send(2, "b"))
        .thenSays(persist("c"), send(3, "c"));

    hears(1, "1");
    hears(2, "2");
    hears(3, "3");
    host.step();

    assertThat(log).containsExactly("sync", "send node1 a", "send node2 b", "send node3 c");
    assertThat(journaled()).containsExactly("a", "c");
  }

  @Test
  void a_persist_gates_the_effects_of_later_events_of_the_same_turn() {
    ReplicaHost host = started();
    engine.thenSays(send(1, "a"), persist("b")).thenSays(send(2, "c"));

    hears(1, "1");
    hears(2, "2");
    host.step();

    assertThat(log).containsExactly("send node1 a", "sync", "send node2 c");
  }

  @Test
  void a_turn_without_records_does_not_sync() {
    ReplicaHost host = started();
    engine.thenSays(send(1, "a"));

    hears(1, "1");
    host.step();

    assertThat(log).containsExactly("send node1 a");
  }

  @Test
  void a_broadcast_goes_to_all_others_and_not_to_oneself() {
    ReplicaHost host = started();
    engine.thenSays(new Effect.Broadcast(Word.vote("all")));

    hears(1, "1");
    host.step();

    assertThat(log).containsExactly("send node1 all", "send node2 all", "send node3 all");
  }

  @Test
  void a_stable_checkpoint_cuts_the_journal_in_the_write_that_makes_it_durable() {
    ReplicaHost host = started();
    engine
        .thenSays(persist("old"))
        .thenSays(
            persist("certificate"),
            new Effect.CheckpointStable(1, ZERO, Bytes.EMPTY, List.of(Word.frame(1, "kept"))),
            send(1, "go"));

    hears(1, "1");
    host.step();
    hears(1, "2");
    host.step();

    assertThat(log).containsExactly("sync", "sync", "stable 1", "send node1 go");
    assertThat(journaled()).containsExactly("kept");
  }

  @Test
  void own_events_come_before_messages_that_came_earlier() {
    ReplicaHost host = started();
    hears(1, "1");
    executor().onExecuted(1, List.of());
    executor().onCheckpoint(64, ZERO);

    host.step();

    assertThat(engine.heardKinds())
        .containsExactly("Started", "BatchExecuted", "CheckpointDurable", "MessageReceived");
  }

  @Test
  void own_events_are_all_taken_in_however_many_there_are() {
    ReplicaHost host = started();
    for (int s = 1; s <= 200; s++) {
      executor().onExecuted(s, List.of());
    }

    host.step();

    assertThat(engine.heard()).hasSize(201);
  }

  @Test
  void messages_and_own_bundles_take_turns() {
    ReplicaHost host = started();
    host.submit(bundle(1));
    host.submit(bundle(2));
    hears(1, "1");
    hears(1, "2");

    host.step();

    assertThat(engine.heardKinds())
        .containsExactly(
            "Started",
            "MessageReceived",
            "RequestSubmitted",
            "MessageReceived",
            "RequestSubmitted");
  }

  @Test
  void one_turn_takes_in_a_bounded_number_of_messages() {
    ReplicaHost host = host(new HostLimits(2, 4, 8, 3, 0, LIMITS.drain()));
    host.step();
    for (int i = 0; i < 5; i++) {
      hears(1, "word");
    }

    host.step();
    assertThat(engine.heard()).hasSize(4);
    host.step();
    assertThat(engine.heard()).hasSize(6);
  }

  @Test
  void timers_run_out_in_the_order_of_their_deadlines_and_once() {
    TimerId late = new TimerId("late", 0);
    TimerId soon = new TimerId("soon", 0);
    TimerId stopped = new TimerId("stopped", 0);
    ReplicaHost host = started();
    engine.thenSays(
        new Effect.StartTimer(late, 1_100),
        new Effect.StartTimer(stopped, 1_050),
        new Effect.StartTimer(soon, 1_200),
        new Effect.StartTimer(soon, 1_060),
        new Effect.StopTimer(stopped));
    hears(1, "1");
    host.step();

    clock.millis = 1_059;
    assertThat(host.step()).isFalse();
    clock.millis = 1_100;
    host.step();
    host.step();

    assertThat(engine.heard().stream().skip(2))
        .extracting(event -> ((Event.TimerExpired) event).id())
        .containsExactly(soon, late);
  }

  @Test
  void the_engine_hears_of_links_to_members_only() {
    ReplicaHost host = started();
    network.receiver.orElseThrow().onConnected(key(2));
    network.receiver.orElseThrow().onConnected(key(9));
    host.step();
    network.receiver.orElseThrow().onDisconnected(key(2));
    host.step();

    assertThat(engine.heardKinds()).containsExactly("Started", "PeerConnected", "PeerDisconnected");
  }

  @Test
  void of_a_link_that_flaps_only_the_newest_change_waits() {
    ReplicaHost host = started();
    for (int i = 0; i < 1_000; i++) {
      network.receiver.orElseThrow().onDisconnected(key(2));
      network.receiver.orElseThrow().onConnected(key(2));
    }
    network.receiver.orElseThrow().onDisconnected(key(3));

    host.step();

    assertThat(engine.heardKinds()).containsExactly("Started", "PeerConnected", "PeerDisconnected");
  }

  @Test
  void what_the_checks_refuse_never_reaches_the_engine() {
    ReplicaHost host = started();
    hears(1, "bad");
    hears(9, "a stranger");
    hears(0, "an echo");

    host.step();

    assertThat(engine.heardKinds()).containsExactly("Started");
  }

  @Test
  void results_go_to_the_executor_and_unknown_kinds_nowhere() {
    ReplicaHost host = started();
    var lane = io.dtvn.ports.out.PeerNetwork.Lane.VOTES;
    network.receiver.orElseThrow().onFrame(key(1), lane, Word.frame(2, "r"));
    network.receiver.orElseThrow().onFrame(key(1), lane, Word.frame(3, "x"));
    network.receiver.orElseThrow().onFrame(key(1), lane, Bytes.EMPTY);

    host.step();

    assertThat(log).containsExactly("result from 1 r");
    assertThat(engine.heardKinds()).containsExactly("Started");
  }

  @Test
  void the_executors_results_go_out_to_the_members_it_names() {
    started();

    executor().broadcastResult(Word.frame(2, "r"));
    executor().sendResult(3, Word.frame(2, "again"));

    assertThat(log)
        .containsExactly("send node1 r", "send node2 r", "send node3 r", "send node3 again");
  }

  @Test
  void the_verifier_learns_what_the_engine_publishes() {
    started();

    assertThat(verifier.published).containsExactly(publish(0, -1));
  }
}
