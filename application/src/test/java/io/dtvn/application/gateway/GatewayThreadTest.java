package io.dtvn.application.gateway;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.issue;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.execution.BatchExecutor;
import io.dtvn.application.execution.ExecutionPlan;
import io.dtvn.application.fixture.FakeSigner;
import io.dtvn.application.fixture.Stores;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.Clock;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.OrderingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayThreadTest {

  private static final int TICKETS = 60;
  private static final int CALLERS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FakeNetwork network = FakeNetwork.of(1);
  private final KeyValueStore store = Stores.onHeap();
  private final BatchExecutor executor =
      BatchExecutor.open(
          new ExecutionPlan(
              network.genesis(), 0, new FakeSigner(network.key(0)), FakeNetwork::verify, _ -> {}),
          store);
  private final SteppedOrdering ordering = new SteppedOrdering(executor);
  private final AtomicBoolean ordered = new AtomicBoolean(true);
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS + 1);
  private final Gateway gateway =
      Gateway.start(
          new GatewayPlan(
              GatewayFixture.SELF,
              network.genesis().hash(),
              new FakeSigner(network.key(0)),
              new SystemTime(),
              GatewayLimits.DEFAULT),
          ordering,
          store,
          executor.archive());

  @BeforeEach
  void order_what_is_submitted() {
    callers.execute(
        () -> {
          while (ordered.get()) {
            ordering.orderAll();
            Thread.onSpinWait();
          }
        });
  }

  @AfterEach
  void stop() throws InterruptedException {
    gateway.close();
    ordered.set(false);
    callers.shutdown();
    assertThat(callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void each_ticket_is_admitted_once_whoever_asks_at_the_same_time()
      throws ExecutionException, InterruptedException, TimeoutException {
    for (int t = 0; t < TICKETS; t++) {
      answer(issue("issue" + t, "T" + t));
    }
    List<Future<List<Answer>>> callers = new ArrayList<>();
    for (int c = 0; c < CALLERS; c++) {
      callers.add(admitAll(c));
    }

    List<List<Answer>> answers = new ArrayList<>();
    for (Future<List<Answer>> caller : callers) {
      answers.add(caller.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    for (int t = 0; t < TICKETS; t++) {
      int ticket = t;
      assertThat(answers.stream().map(all -> all.get(ticket).outcome()))
          .filteredOn(Outcome.Applied.class::isInstance)
          .as("admissions of T%d", t)
          .hasSize(1);
      assertThat(
              answers.stream()
                  .map(all -> all.get(ticket).outcome())
                  .filter(Outcome.Refused.class::isInstance)
                  .map(outcome -> ((Outcome.Refused) outcome).refusal().first().orElseThrow())
                  .distinct())
          .as("the first admission of T%d", t)
          .hasSize(1);
    }
    assertThat(gateway.reserve().operations()).isZero();
  }

  @Test
  void a_call_behind_the_close_is_told_so() throws InterruptedException {
    gateway.close();
    CompletableFuture<Answer> late = submit(issue("late", "T"));

    assertThat(GatewayFixture.failure(late)).isInstanceOf(OrderingException.NotReady.class);
  }

  private Future<List<Answer>> admitAll(int caller) {
    return callers.submit(
        () -> {
          List<CompletableFuture<Answer>> stages = new ArrayList<>();
          for (int t = 0; t < TICKETS; t++) {
            stages.add(submit(admit("admit" + t + "/" + caller, "T" + t)));
          }
          return stages.stream().map(CompletableFuture::join).toList();
        });
  }

  private CompletableFuture<Answer> submit(Operation operation) {
    return gateway.submit(new Submission(operation, PATIENCE)).toCompletableFuture();
  }

  private void answer(Operation operation)
      throws ExecutionException, InterruptedException, TimeoutException {
    submit(operation).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static final class SystemTime implements Clock {

    @Override
    public long monotonicMillis() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public long wallMillis() {
      return System.currentTimeMillis();
    }
  }
}
