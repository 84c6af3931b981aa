package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.commit;
import static io.dtvn.consensus.pbft.Line.plain;
import static io.dtvn.consensus.pbft.Line.prePrepare;
import static io.dtvn.consensus.pbft.Line.prepare;
import static io.dtvn.consensus.pbft.Line.request;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.cluster.KeyedHash;
import io.dtvn.consensus.pbft.message.Forward;
import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.spi.Effect.RefusedReason;
import io.dtvn.ports.spi.EngineTiming;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** [CL99] §4.1 and §4.2, what is admitted to the pool of backup 1 of 4. */
class RequestTest {

  @Test
  void a_bundle_of_the_own_gateway_is_told_to_all() {
    replica(1, 4).submits(1, "admit T1").says(request(1, 1, "admit T1"));
  }

  @Test
  void a_bundle_of_a_peer_waits_and_is_not_told_on() {
    Scenario scene = replica(1, 4).hears(2, request(2, 1, "admit T1")).saysNothing();
    assertThat(scene.published().pending()).isEqualTo(1);
    assertThat(scene.published().oldestPendingMillis()).isZero();
  }

  @Test
  void a_forwarded_bundle_waits_like_any_other() {
    Scenario scene = replica(1, 4);
    scene.hears(2, plain(new Forward(scene.bundle(3, 1, "admit T1")))).discardsNothing();
    assertThat(scene.published().pending()).isEqualTo(1);
  }

  @Test
  void only_members_are_gateways() {
    Scenario scene = replica(1, 4);
    Signer stranger = KeyedHash.signer("stranger");
    Bundle bundle =
        Bundle.signed(
            new BundleId(stranger.publicKey(), 1),
            0,
            scene.bundle(1, 1, "admit T1").operations(),
            new Bundle.Signing(scene.network().hash(), stranger::sign));
    scene.hears(2, plain(new RequestMessage(bundle))).discards(Reason.UNKNOWN_GATEWAY);
  }

  @Test
  void one_payload_waits_under_one_id() {
    replica(1, 4)
        .submits(1, "admit T1")
        .submits(1, "admit T2")
        .refuses(1, RefusedReason.INVALID)
        .hears(2, request(2, 1, "admit T3"))
        .hears(2, request(2, 1, "admit T4"))
        .discards(Reason.OTHER_PAYLOAD);
  }

  @Test
  void the_same_bundle_again_is_told_again_and_waits_once() {
    Scenario scene =
        replica(1, 4)
            .submits(1, "admit T1")
            .submits(1, "admit T1")
            .says(request(1, 1, "admit T1"))
            .hears(2, request(2, 1, "admit T2"), request(2, 1, "admit T2"))
            .discards(Reason.DUPLICATE);
    assertThat(scene.published().pending()).isEqualTo(2);
  }

  @Test
  void an_executed_bundle_is_refused() {
    executed(1)
        .hears(2, request(0, 1, "admit T1"))
        .discards(Reason.EXECUTED)
        .hears(2, request(0, 1, "another payload"))
        .discards(Reason.EXECUTED);
  }

  @Test
  void a_number_below_the_window_is_refused_as_executed() {
    executed(65)
        .hears(2, request(0, 1, "too old to know"))
        .discards(Reason.EXECUTED)
        .hears(2, request(0, 2, "the oldest that can be known"))
        .discardsNothing();
  }

  @Test
  void a_number_is_at_most_256_ahead_of_the_highest_executed_one() {
    replica(1, 4)
        .submits(256, "the last one")
        .says(request(1, 256, "the last one"))
        .submits(257, "too far")
        .refuses(257, RefusedReason.INVALID);
    executed(3)
        .hears(2, request(0, 259, "the last one"))
        .discardsNothing()
        .hears(2, request(0, 260, "too far"))
        .discards(Reason.TOO_FAR_AHEAD);
  }

  @Test
  void a_bundle_whose_time_has_passed_is_refused() {
    Scenario scene = replica(1, 4);
    Signer gateway = scene.network().signers().get(1);
    Bundle plain = scene.bundle(1, 1, "admit T1");
    Bundle bundle =
        Bundle.signed(
            plain.id(),
            Scenario.WALL + 10,
            plain.operations(),
            new Bundle.Signing(scene.network().hash(), gateway::sign));
    scene.later(11).submits(bundle).refuses(1, RefusedReason.INVALID);
    replica(1, 4).later(10).submits(bundle).says(plain(new RequestMessage(bundle)));
  }

  @Test
  void a_full_reserve_answers_busy_and_leaves_the_others_their_own() {
    Scenario scene = replica(1, 4, reserveOfTwo());
    scene.submits(1, "admit T1").submits(2, "admit T2").submits(3, "admit T3");
    scene.refuses(3, RefusedReason.BUSY).saysNothing();
    scene.hears(2, request(2, 1, "admit T4"), request(2, 2, "admit T5")).discardsNothing();
    scene.hears(2, request(2, 3, "admit T6")).discards(Reason.BUSY);
  }

  @Test
  void a_lower_number_evicts_the_highest_of_its_gateway() {
    Scenario scene = replica(1, 4, reserveOfTwo());
    scene.hears(2, request(2, 8, "admit T8"), request(2, 9, "admit T9"));
    scene.hears(2, request(2, 7, "admit T7")).discardsNothing();
    assertThat(scene.published().pending()).isEqualTo(2);
    scene.hears(2, request(2, 8, "admit T8")).discards(Reason.DUPLICATE);
    scene.hears(2, request(2, 9, "admit T9")).discards(Reason.BUSY);
  }

  @Test
  void whoever_waits_for_an_evicted_own_bundle_is_told() {
    Scenario scene = replica(1, 4, reserveOfTwo());
    scene.submits(8, "admit T8").submits(9, "admit T9");
    scene.submits(7, "admit T7").refuses(9, RefusedReason.DISPLACED);
    scene.hears(2, request(1, 6, "admit T6")).refuses(8, RefusedReason.DISPLACED);
  }

  @Test
  void execution_ends_the_waiting_whatever_the_payload() {
    Scenario scene =
        replica(1, 4)
            .hears(0, request(0, 1, "what I was told"))
            .hears(0, prePrepare(1, "what was ordered"), commit(1, "what was ordered"))
            .hears(2, prepare(1, "what was ordered"), commit(1, "what was ordered"));
    assertThat(scene.published().pending()).isEqualTo(1);
    scene.hears(3, commit(1, "what was ordered")).executed(1);
    assertThat(scene.published().pending()).isZero();
    assertThat(scene.published().oldestPendingMillis()).isEqualTo(-1);
  }

  /** Room for two bundles of each gateway. */
  private static EngineTiming reserveOfTwo() {
    int bytes = replica(1, 4).bundle(1, 1, "admit T1").encoded().length();
    EngineTiming lan = EngineTiming.LAN;
    return new EngineTiming(
        Duration.ofMillis(1),
        lan.statusActive(),
        lan.statusIdle(),
        lan.lag(),
        lan.forwardAfter(),
        lan.requestTimeout(),
        4 * (2 * bytes + 1));
  }

  /** Backup 1 after bundle {@code number} of gateway 0 was executed. */
  private static Scenario executed(long number) {
    Scenario scene = replica(1, 4);
    Line.Ballot proposal = prePrepare(1, "admit T1").ofBundle(number);
    Line.Ballot commit = commit(1, "admit T1").ofBundle(number);
    return scene
        .hears(0, proposal, commit)
        .hears(2, commit)
        .hears(3, commit)
        .executes(1)
        .executed(1);
  }
}
