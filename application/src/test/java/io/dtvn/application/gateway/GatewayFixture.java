package io.dtvn.application.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.execution.BatchExecutor;
import io.dtvn.application.execution.ExecutionPlan;
import io.dtvn.application.fixture.FakeSigner;
import io.dtvn.application.fixture.HandClock;
import io.dtvn.application.fixture.Stores;
import io.dtvn.application.query.StoredTickets;
import io.dtvn.application.query.TicketWatch;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.KeyValueStore;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A gateway that a test steps, in front of a real ledger. */
final class GatewayFixture {

  static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ROUNDS_MAX = 1_000;
  static final ValidatorId SELF = new ValidatorId("node0");
  static final Bytes DATA_KEY = Bytes.copyOf(new byte[32]);

  final FakeNetwork network = FakeNetwork.of(1);
  final KeyValueStore store;
  final HandClock clock = new HandClock();
  final TicketWatch watch = TicketWatch.start(SELF);
  final SteppedOrdering ordering;
  final Gateway gateway;

  private GatewayFixture(KeyValueStore store, GatewayLimits limits) {
    this.store = store;
    BatchExecutor executor =
        BatchExecutor.open(
            new ExecutionPlan(
                network.genesis(), 0, new FakeSigner(network.key(0)), FakeNetwork::verify, watch),
            store);
    this.ordering = new SteppedOrdering(executor);
    this.gateway =
        new Gateway(
            new GatewayPlan(
                SELF, network.genesis().hash(), new FakeSigner(network.key(0)), clock, limits),
            ordering,
            store,
            executor.archive());
  }

  static GatewayFixture create() {
    return new GatewayFixture(Stores.onHeap(), GatewayLimits.DEFAULT);
  }

  static GatewayFixture with(GatewayLimits limits) {
    return new GatewayFixture(Stores.onHeap(), limits);
  }

  /** The same node, started again on what it has stored. */
  GatewayFixture restarted() {
    return new GatewayFixture(store, GatewayLimits.DEFAULT);
  }

  TicketService service(boolean implicitIssue) {
    return new TicketService(
        gateway, store, watch, new TicketService.Settings(DATA_KEY, implicitIssue, true));
  }

  StoredTickets tickets() {
    return new StoredTickets(store);
  }

  /** Submits without letting the gateway turn. */
  CompletableFuture<Answer> submit(Operation operation) {
    return gateway.submit(new Submission(operation, PATIENCE)).toCompletableFuture();
  }

  /** Submits an operation whose answer no test looks at. */
  void hand(Operation operation) {
    CompletableFuture<Answer> _ = submit(operation);
  }

  GatewayFixture turn() {
    gateway.turn();
    return this;
  }

  /** Lets time pass, and the gateway act on it. */
  GatewayFixture pass(long millis) {
    clock.pass(millis);
    return turn();
  }

  /** Turns and orders until nothing is left to do. */
  GatewayFixture settle() {
    turn();
    for (int i = 0; !gateway.dispatcher().isIdle(); i++) {
      assertThat(i).as("rounds until nothing is in flight").isLessThan(ROUNDS_MAX);
      ordering.orderAll();
      pass(GatewayLimits.DEFAULT.gather().toMillis());
    }
    return this;
  }

  /** The answer to {@code operation}, once ordered. */
  Answer answer(Operation operation) {
    return await(submit(operation));
  }

  /** The answer to what was asked, once everything is ordered. */
  <T> T await(CompletionStage<T> stage) {
    settle();
    assertThat(stage.toCompletableFuture()).isDone();
    return stage.toCompletableFuture().join();
  }

  /** Why {@code stage} has failed. */
  static Throwable failure(CompletionStage<?> stage) {
    try {
      assertThat(stage.toCompletableFuture()).isDone();
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      return Objects.requireNonNull(e.getCause());
    }
    throw new AssertionError("want a failure, found none");
  }

  /** Somebody else's bundle under a number of this gateway. */
  Bundle stray(long number, Operation... operations) {
    return network.bundle(0, number, operations);
  }
}
