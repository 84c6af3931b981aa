package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.plain;
import static io.dtvn.consensus.pbft.Line.request;
import static io.dtvn.consensus.pbft.Scenario.replica;

import io.dtvn.consensus.pbft.message.Forward;
import org.junit.jupiter.api.Test;

/** A bundle that waits is helped on: the primary may never have seen it. */
class ForwardTest {

  private static final long FORWARD_AFTER = 300;

  @Test
  void what_waits_for_t_fwd_is_passed_on_to_the_primary() {
    Scenario scene = replica(1, 4).hears(2, request(2, 1, "admit T1"));
    scene.later(FORWARD_AFTER).expires("forward");
    scene.tells(0, plain(new Forward(scene.bundle(2, 1, "admit T1"))));
  }

  @Test
  void its_own_gateway_sends_it_to_all_again() {
    replica(1, 4)
        .submits(1, "admit T1")
        .later(FORWARD_AFTER)
        .expires("forward")
        .says(request(1, 1, "admit T1"));
  }

  @Test
  void what_came_later_waits_for_its_own_time() {
    Scenario scene = replica(1, 4).hears(2, request(2, 1, "admit T1")).later(200);
    scene.hears(2, request(2, 2, "admit T2")).later(100).expires("forward");
    scene.tells(0, plain(new Forward(scene.bundle(2, 1, "admit T1"))));
    scene.later(300).expires("forward");
    scene.tells(
        0,
        plain(new Forward(scene.bundle(2, 1, "admit T1"))),
        plain(new Forward(scene.bundle(2, 2, "admit T2"))));
  }

  @Test
  void what_was_executed_is_not_passed_on() {
    Scenario scene = replica(1, 4).hears(2, request(0, 1, "admit T1"));
    scene.agreesOnAndExecutes(1, 1).later(FORWARD_AFTER).expires("forward").saysNothing();
  }

  @Test
  void the_primary_passes_nothing_on() {
    Scenario scene = replica(0, 4).hears(2, request(2, 1, "admit T1"));
    scene.later(FORWARD_AFTER).expires("forward").saysNothing();
  }
}
