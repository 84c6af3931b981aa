package io.dtvn.application.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.application.execution.CertifiedBatch;
import io.dtvn.application.execution.CertifiedBatch.BundleOutcomes;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.out.OrderedBundle;
import io.dtvn.ports.out.OrderingException;
import io.dtvn.ports.out.OrderingException.Busy;
import io.dtvn.ports.out.OrderingException.NotReady;
import io.dtvn.ports.out.OrderingException.OutcomeUnknown;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.RefusedReason;
import io.dtvn.ports.spi.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What whoever submits a bundle is told. */
class HostCallersTest extends HostFixture {

  @Test
  void a_bundle_reaches_the_engine_as_a_verified_request() {
    ReplicaHost host = started();

    CompletableFuture<OrderedBundle> outcome = submit(host, bundle(1));
    host.step();

    assertThat(outcome).isNotDone();
    assertThat(engine.heard().getLast())
        .isInstanceOfSatisfying(
            Event.RequestSubmitted.class,
            request -> assertThat(request.bundle().value()).isEqualTo(bundle(1)));
  }

  @Test
  void a_caller_is_answered_when_the_batch_is_certified_and_not_when_it_is_executed() {
    ReplicaHost host = started();
    CompletableFuture<OrderedBundle> outcome = submit(host, bundle(1));

    executor().onExecuted(7, List.of(bundle(1).id()));
    assertThat(outcome).isNotDone();
    executor().onCertified(certified(7, bundle(1)));

    assertThat(outcome.join()).isEqualTo(new OrderedBundle(7, 1234, 3, List.of()));
  }

  @Test
  void the_engine_hears_of_certified_results() {
    ReplicaHost host = started();

    executor().onCertified(certified(7));
    host.step();

    assertThat(engine.heardKinds()).containsExactly("Started", "ResultsCertified");
  }

  @Test
  void another_bundle_of_the_same_number_is_not_taken_for_ones_own() {
    ReplicaHost host = started();
    CompletableFuture<OrderedBundle> outcome = submit(host, bundle(1, "mine"));

    executor().onCertified(certified(7, bundle(1, "older")));

    assertFailed(outcome, OutcomeUnknown.class);
  }

  @Test
  void a_bundle_that_the_engine_has_no_room_for_is_busy() {
    assertFailed(refused(RefusedReason.BUSY), Busy.class);
  }

  @Test
  void of_a_bundle_that_was_displaced_nothing_is_known() {
    assertFailed(refused(RefusedReason.DISPLACED), OutcomeUnknown.class);
  }

  @Test
  void a_bundle_whose_number_cannot_be_used_needs_another_one() {
    assertFailed(refused(RefusedReason.INVALID), OutcomeUnknown.class);
  }

  @Test
  void a_bundle_that_was_executed_before_has_an_unknown_outcome() {
    assertFailed(refused(RefusedReason.EXECUTED), OutcomeUnknown.class);
  }

  private CompletableFuture<OrderedBundle> refused(RefusedReason reason) {
    ReplicaHost host = started();
    engine.thenSays(new Effect.Refused(bundle(1).id(), reason));
    CompletableFuture<OrderedBundle> outcome = submit(host, bundle(1));
    host.step();
    return outcome;
  }

  @Test
  void a_full_queue_is_busy_at_once_and_free_again_after_a_turn() {
    ReplicaHost host = started();
    assertThat(submit(host, bundle(1))).isNotDone();
    assertThat(submit(host, bundle(2))).isNotDone();

    assertFailed(submit(host, bundle(3)), Busy.class);
    host.step();

    assertThat(submit(host, bundle(3))).isNotDone();
  }

  @Test
  void too_many_callers_are_busy_until_one_is_answered() {
    ReplicaHost host = started();
    for (int number = 1; number <= LIMITS.callers(); number++) {
      assertThat(submit(host, bundle(number))).isNotDone();
      host.step();
    }

    assertFailed(submit(host, bundle(5)), Busy.class);
    executor().onCertified(certified(1, bundle(1)));

    assertThat(submit(host, bundle(5))).isNotDone();
  }

  @Test
  void a_bundle_that_does_not_pass_the_checks_is_the_callers_bug() {
    ReplicaHost host = started();

    assertThatThrownBy(() -> host.submit(bundle(666)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("number 666");
  }

  @Test
  void a_host_that_has_not_started_takes_nothing() {
    assertFailed(submit(host(LIMITS), bundle(1)), NotReady.class);
  }

  @Test
  void a_draining_host_says_so_and_still_takes_what_comes() {
    ReplicaHost host = started();

    host.drain();

    assertThat(submit(host, bundle(1))).isNotDone();
    assertThat(host.status().checks())
        .filteredOn(check -> check.name().equals("draining"))
        .singleElement()
        .matches(check -> !check.passed());
  }

  @Test
  void a_closed_host_takes_nothing_new() {
    ReplicaHost host = started();

    host.close();

    assertFailed(submit(host, bundle(2)), NotReady.class);
  }

  @Test
  void a_closed_host_leaves_no_caller_waiting() {
    ReplicaHost host = started();
    CompletableFuture<OrderedBundle> outcome = submit(host, bundle(1));

    host.close();
    host.close();

    assertFailed(outcome, OutcomeUnknown.class);
    assertThat(log).containsExactly("network closed", "execution closed");
  }

  @Test
  void a_host_on_its_own_thread_finishes_what_is_in_flight_before_it_closes() throws Exception {
    ReplicaHost host = host(LIMITS);
    CompletableFuture<Void> requested = new CompletableFuture<>();
    engine
        .thenSays(publish(0, -1))
        .thenDoes(
            _ -> {
              requested.complete(null);
              return List.of();
            });
    host.start();
    host.recovered().toCompletableFuture().join();
    CompletableFuture<OrderedBundle> outcome = submit(host, bundle(1));
    requested.join();
    Thread closing = Thread.ofPlatform().start(host::close);
    while (host.status().checks().getLast().passed()) { // until the drain shows
      Thread.onSpinWait();
    }

    executor().onCertified(certified(1, bundle(1)));
    closing.join();

    assertThat(outcome.join().sequence()).isEqualTo(1);
  }

  private static CompletableFuture<OrderedBundle> submit(ReplicaHost host, Bundle bundle) {
    return host.submit(bundle).toCompletableFuture();
  }

  private static CertifiedBatch certified(long sequence, Bundle... bundles) {
    return new CertifiedBatch(
        sequence,
        1234,
        List.of(bundles).stream()
            .map(bundle -> new BundleOutcomes(bundle.id(), bundle.digest(), 3, List.of()))
            .toList());
  }

  private static void assertFailed(
      CompletableFuture<OrderedBundle> outcome, Class<? extends OrderingException> kind) {
    assertThat(outcome).isCompletedExceptionally();
    assertThat(outcome.exceptionNow()).isInstanceOf(kind);
  }
}
