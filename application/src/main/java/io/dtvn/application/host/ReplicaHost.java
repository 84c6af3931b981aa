package io.dtvn.application.host;

import io.dtvn.application.execution.BatchExecution;
import io.dtvn.application.journal.Journal;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.out.Clock;
import io.dtvn.ports.out.OrderedBundle;
import io.dtvn.ports.out.Ordering;
import io.dtvn.ports.out.OrderingException;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.spi.ConsensusEngine;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Event;
import io.dtvn.ports.spi.MessageVerifier;
import io.dtvn.ports.spi.MessageVerifier.BundleVerdict;
import io.dtvn.ports.spi.Moment;
import io.dtvn.ports.spi.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@link ConsensusEngine} into an {@link Ordering}: a loop whose turn takes in what waits,
 * asks the engine, makes all its records durable by one sync, and then carries out its effects in
 * their order. A test steps it, or one thread drives it after {@link #start}.
 *
 * <p>It stops by itself, for good, when the engine or the executor breaks, or a sync fails: then
 * {@link #stoppedItself} completes, callers learn that their outcome is unknown, and nothing more
 * is promised. Another start finds what was promised in the journal.
 */
public final class ReplicaHost implements Ordering {

  private static final int FRAMES_PER_TURN = 256;
  private static final long PARK_MILLIS_MAX = 1000;

  private final HostParts parts;
  private final HostLimits limits;
  private final HostState state;
  private final ConsensusEngine engine;
  private final MessageVerifier verifier;
  private final Journal journal;
  private final BatchExecution execution;
  private final CatchUpRoom catchUp;
  private final VerificationPool pool;
  private final EffectRunner runner;
  private final Clock clock;
  private final List<Effect> effects = new ArrayList<>();
  private final CompletableFuture<Void> recovered = new CompletableFuture<>();
  private final CompletableFuture<Throwable> stoppedItself = new CompletableFuture<>();
  private long recoverTo = -1;
  private @Nullable Thread thread;
  private volatile boolean closing;

  /** Puts a host together; nothing runs before the first step. */
  public ReplicaHost(HostParts parts, HostLimits limits) {
    this.parts = parts;
    this.limits = limits;
    this.state = HostState.of(parts, limits);
    this.engine = parts.engine();
    this.verifier = parts.verifier();
    this.journal = parts.journal().journal();
    this.clock = parts.clock();
    this.execution =
        parts
            .execution()
            .apply(new ExecutionEvents(state, parts.peering(), this::onExecuted, this::fail));
    this.catchUp = CatchUpRoom.of(parts, state, execution, this::fail);
    this.pool = new VerificationPool(parts, state, catchUp.reader(), this::fail);
    this.runner = new EffectRunner(parts, execution, state, catchUp);
    HostGauges.register(parts, state, pool, catchUp);
  }

  /** Starts the loop on a thread of its own, the verification pool and the links. */
  public void start() {
    Thread loop = new Thread(this::run, "dtvn-host");
    thread = loop;
    pool.start(limits.verifiers());
    catchUp.server().start();
    loop.start();
  }

  private void run() {
    while (!closing && !state.board().hasFailed()) {
      if (!step()) {
        long idle = state.timers().nextMillis() - clock.monotonicMillis();
        long millis = Math.clamp(idle, 0, PARK_MILLIS_MAX);
        state.inbox().park(TimeUnit.MILLISECONDS.toNanos(millis));
      }
    }
  }

  /**
   * Takes one turn: at most one sync. The first turn starts the engine with what the last run left
   * behind, and opens the links.
   *
   * @return whether there was anything to do
   */
  public boolean step() {
    if (state.board().hasFailed()) {
      return false;
    }
    try {
      return recoverTo < 0 ? firstTurn() : turn();
    } catch (Throwable broken) { // a wrong validator is worse than a stopped one
      fail(broken);
      return false;
    }
  }

  private boolean firstTurn() {
    Event.LedgerPosition ledger = execution.position();
    state.board().executed(ledger.lastExecuted());
    ledger.checkpoint().ifPresent(state.board()::checkpointed);
    state.operator().starts(ledger.lastExecuted(), parts.journal().payloads().size());
    Event.Start start = new Event.Start(parts.journal().notWhole().isEmpty(), parts.nonce());
    handle(new Event.Started(moment(), parts.journal().payloads(), start, ledger));
    carryOut();
    recoverTo = Math.max(ledger.lastExecuted(), runner.newestExecute());
    judgeRecovery(ledger.lastExecuted());
    parts.peering().start(new PeerEvents(state, pool, execution, catchUp));
    return true;
  }

  private boolean turn() {
    boolean any = limits.verifiers() == 0 && pool.verifyWaiting(FRAMES_PER_TURN);
    Moment now = moment();
    any |= state.inbox().drain(now, this::handle);
    any |=
        state.timers().expire(now.monotonicMillis(), id -> handle(new Event.TimerExpired(now, id)));
    carryOut();
    state.operator().linksSettle();
    return any;
  }

  private Moment moment() {
    return new Moment(clock.monotonicMillis(), clock.wallMillis());
  }

  private void handle(Event event) {
    effects.addAll(engine.handle(event));
    if (event instanceof Event.BatchExecuted executed) {
      state.meters().executed(executed.sequence());
      judgeRecovery(executed.sequence());
    }
  }

  /** Called from the executor's thread. */
  private void onExecuted(long sequence) {
    catchUp.reader().onExecuted(sequence);
  }

  private void judgeRecovery(long executed) {
    if (!recovered.isDone() && executed >= recoverTo) {
      state.board().recovered();
      state.operator().recovered(executed);
      recovered.complete(null);
    }
  }

  /** What stands before the first record need not wait for the sync; all else does. */
  private void carryOut() {
    int barrier = 0;
    while (barrier < effects.size() && !writes(effects.get(barrier))) {
      runner.carryOut(effects.get(barrier));
      barrier++;
    }
    for (int i = barrier; i < effects.size(); i++) {
      gather(effects.get(i));
    }
    journal.sync();
    for (int i = barrier; i < effects.size(); i++) {
      runner.carryOut(effects.get(i));
    }
    effects.clear();
  }

  private static boolean writes(Effect effect) {
    return effect instanceof Effect.Persist || effect instanceof Effect.CheckpointStable;
  }

  private void gather(Effect effect) {
    if (effect instanceof Effect.Persist(var record, long sequence)) {
      journal.append(record, sequence);
    } else if (effect instanceof Effect.CheckpointStable stable) {
      journal.cut(stable.sequence(), stable.keep());
    }
  }

  /** Called from any thread: the loop's, the executor's, the pool's. */
  private void fail(Throwable cause) {
    if (state.board().failed(cause)) {
      state.operator().failed(state.board().closedBecause(), cause);
      state.callers().failAll("no outcome: " + state.board().closedBecause());
      state.inbox().wake();
      recovered.completeExceptionally(cause);
      stoppedItself.complete(cause);
    }
  }

  @Override
  public CompletionStage<OrderedBundle> submit(Bundle bundle) {
    if (!state.board().isOpen()) {
      return CompletableFuture.failedFuture(notReady());
    }
    return switch (verifier.verify(bundle)) {
      case BundleVerdict.Accepted(var verified) -> submit(bundle, verified);
      case BundleVerdict.Rejected(String reason) ->
          throw new IllegalArgumentException(
              "bundle %d: want one that passes every check, found %s"
                  .formatted(bundle.id().number(), reason));
    };
  }

  private CompletionStage<OrderedBundle> submit(Bundle bundle, Verified<Bundle> verified) {
    try {
      CompletableFuture<OrderedBundle> outcome = state.callers().await(bundle);
      if (!state.inbox().offer(verified)) {
        state.callers().fail(bundle.id(), busy(bundle));
      } else if (state.board().hasFailed()) { // it stopped meanwhile and may have missed this one
        state
            .callers()
            .fail(bundle.id(), new OrderingException.OutcomeUnknown(state.board().closedBecause()));
      }
      return outcome;
    } catch (OrderingException.Busy busy) {
      return CompletableFuture.failedFuture(busy);
    }
  }

  private OrderingException notReady() {
    return new OrderingException.NotReady(state.board().closedBecause());
  }

  private OrderingException busy(Bundle bundle) {
    return new OrderingException.Busy(
        "bundle %d: %d bundles wait already; try again soon"
            .formatted(bundle.id().number(), limits.submissions()));
  }

  @Override
  public OrderingStatus status() {
    return state.board().status();
  }

  /** Completes when everything that the journal held at the start is executed. */
  public CompletionStage<Void> recovered() {
    return recovered;
  }

  /** Completes with the cause when the host had to stop; never after an ordinary close. */
  public CompletionStage<Throwable> stoppedItself() {
    return stoppedItself;
  }

  /** Shows in the status that a stop is near, so that callers go elsewhere; all else goes on. */
  public void drain() {
    state.board().drains();
  }

  /**
   * Takes no new bundle, waits for those in flight as long as the limits say, and closes executor,
   * links and journal. Callers that still wait learn that their outcome is unknown.
   */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    state.board().closes();
    state.operator().stops();
    Thread loop = thread;
    if (loop != null && !state.board().hasFailed()) {
      state.callers().awaitAll(limits.drain());
    }
    closing = true;
    state.inbox().wake();
    join(loop);
    parts.peering().close();
    pool.close();
    catchUp.server().close();
    execution.close();
    journal.close();
    state.callers().failAll("no outcome before the stop");
    state.operator().stopped(state.board().status().lastExecuted());
  }

  private static void join(@Nullable Thread loop) {
    if (loop == null || Thread.currentThread().equals(loop)) {
      return;
    }
    try {
      loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
