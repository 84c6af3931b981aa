package io.dtvn.application.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.ports.out.OrderedBundle;
import io.dtvn.ports.out.OrderingException.NotReady;
import io.dtvn.ports.out.OrderingException.OutcomeUnknown;
import io.dtvn.ports.out.OrderingStatus.Check;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.spi.Effect;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A validator that may be wrong stops, and promises nothing on its way out. */
class HostFailureTest extends HostFixture {

  @Test
  void a_failing_sync_stops_the_validator_before_anything_behind_it_happens() {
    ReplicaHost host = started();
    engine.thenSays(persist("vote"), send(1, "vote"), execute(1));
    store.failSyncAfter(0);

    hears(1, "1");
    host.step();

    assertThat(log).isEmpty();
    assertThat(host.stoppedItself().toCompletableFuture()).isCompleted();
    assertThat(cause(host)).isInstanceOf(StorageException.class);
    assertThat(journaled()).isEmpty();
  }

  @Test
  void a_failed_sync_is_never_tried_again() {
    ReplicaHost host = started();
    engine.thenSays(persist("a")).thenSays(persist("b"));
    store.failSyncAfter(0);
    hears(1, "1");
    host.step();

    hears(1, "2");
    assertThat(host.step()).isFalse();

    assertThat(engine.heard()).hasSize(2);
  }

  @Test
  void an_engine_that_breaks_stops_the_validator_and_nothing_of_that_turn_happens() {
    ReplicaHost host = started();
    engine
        .thenSays(send(1, "a"), persist("a"))
        .thenDoes(
            _ -> {
              throw new IllegalStateException("a gap");
            });

    hears(1, "1");
    hears(1, "2");
    host.step();

    assertThat(log).isEmpty();
    assertThat(cause(host)).isInstanceOf(IllegalStateException.class).hasMessage("a gap");
  }

  @Test
  void an_error_counts_as_broken_too() {
    ReplicaHost host = started();
    engine.thenDoes(
        _ -> {
          throw new StackOverflowError();
        });

    hears(1, "1");
    host.step();

    assertThat(cause(host)).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void an_engine_that_asks_for_a_stop_gets_it_and_nothing_behind_it_happens() {
    ReplicaHost host = started();
    engine.thenSays(send(1, "a"), new Effect.Stop("another root"), send(1, "b"));

    hears(1, "1");
    host.step();

    assertThat(log).containsExactly("send node1 a");
    assertThat(cause(host)).hasMessage("another root");
  }

  @Test
  void an_executor_that_fails_stops_the_validator() {
    ReplicaHost host = started();

    executor().onFailure(new IllegalStateException("a root differs"));

    assertThat(host.step()).isFalse();
    assertThat(cause(host)).hasMessage("a root differs");
  }

  @Test
  void a_verifier_that_breaks_stops_the_validator() {
    ReplicaHost host = started();

    hears(1, "bug");
    host.step();

    assertThat(cause(host)).hasMessage("a bug");
  }

  @Test
  void callers_that_wait_learn_that_their_outcome_is_unknown() {
    ReplicaHost host = started();
    CompletableFuture<OrderedBundle> outcome = host.submit(bundle(1)).toCompletableFuture();

    executor().onFailure(new StorageException("disk full"));

    assertThatThrownBy(outcome::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(OutcomeUnknown.class)
        .hasMessageContaining("disk full");
  }

  @Test
  void a_stopped_validator_takes_nothing_and_says_why() {
    ReplicaHost host = started();
    executor().onFailure(new StorageException("disk full"));

    assertThatThrownBy(() -> host.submit(bundle(1)).toCompletableFuture().join())
        .hasCauseInstanceOf(NotReady.class)
        .hasMessageContaining("disk full");
    assertThat(host.status().isReady()).isFalse();
    assertThat(host.status().checks())
        .contains(new Check("running", "stopped: disk full"), new Check("storage", "disk full"));
  }

  @Test
  void the_first_failure_is_the_one_that_is_told() {
    ReplicaHost host = started();

    executor().onFailure(new IllegalStateException("first"));
    executor().onFailure(new IllegalStateException("second"));

    assertThat(cause(host)).hasMessage("first");
  }

  @Test
  void a_start_that_fails_is_told_to_whoever_waits_for_recovery() {
    ReplicaHost host = host(LIMITS);
    engine.thenDoes(
        _ -> {
          throw new IllegalStateException("a record of another epoch");
        });

    host.step();

    assertThatThrownBy(() -> host.recovered().toCompletableFuture().join())
        .hasRootCauseMessage("a record of another epoch");
  }

  private static Throwable cause(ReplicaHost host) {
    return host.stoppedItself().toCompletableFuture().join();
  }
}
