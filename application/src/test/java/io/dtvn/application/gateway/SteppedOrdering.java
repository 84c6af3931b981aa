package io.dtvn.application.gateway;

import io.dtvn.application.execution.BatchExecutor;
import io.dtvn.application.execution.CertifiedBatch;
import io.dtvn.application.execution.ExecutionListener;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.ports.out.OrderedBundle;
import io.dtvn.ports.out.Ordering;
import io.dtvn.ports.out.OrderingException;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.spi.CommittedBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An order of one validator: a test says when what was submitted is ordered, or refused. */
final class SteppedOrdering implements Ordering, ExecutionListener {

  private final BatchExecutor executor;
  private final Map<BundleId, CompletableFuture<OrderedBundle>> callers = new TreeMap<>();
  private final List<Bundle> waiting = new ArrayList<>();
  private final Deque<OrderingException> refusals = new ArrayDeque<>();
  final List<Bundle> submitted = new ArrayList<>();
  private long sequence;

  SteppedOrdering(BatchExecutor executor) {
    this.executor = executor;
    this.sequence = executor.position().lastExecuted();
    executor.attach(this);
  }

  /** The next bundle that is submitted fails so. */
  void refuseNext(OrderingException why) {
    refusals.add(why);
  }

  @Override
  public synchronized CompletionStage<OrderedBundle> submit(Bundle bundle) {
    submitted.add(bundle);
    if (!refusals.isEmpty()) {
      return CompletableFuture.failedStage(refusals.removeFirst());
    }
    waiting.add(bundle);
    CompletableFuture<OrderedBundle> outcome = new CompletableFuture<>();
    callers.put(bundle.id(), outcome);
    return outcome;
  }

  /** Orders everything that waits, each bundle in a batch of its own. */
  void orderAll() {
    for (Bundle bundle = next(); bundle != null; bundle = next()) {
      order(bundle);
    }
  }

  /** Orders {@code bundle} as the next batch, whoever submitted it. */
  synchronized void order(Bundle bundle) {
    sequence++;
    Batch batch = Batch.of(0, 1_000 * sequence, List.of(bundle));
    executor.execute(new CommittedBatch(0, 0, sequence, batch, Bytes.EMPTY));
    while (executor.step()) {
      // Each step may ask for another one.
    }
  }

  /** Lets the next waiting bundle end with {@code why}, whatever became of it. */
  void fail(OrderingException why) {
    Bundle bundle = waiting.removeFirst();
    Objects.requireNonNull(callers.remove(bundle.id())).completeExceptionally(why);
  }

  /** Takes the next waiting bundle away without an answer. */
  Bundle take() {
    return Objects.requireNonNull(next());
  }

  private synchronized @Nullable Bundle next() {
    return waiting.isEmpty() ? null : waiting.removeFirst();
  }

  /** How many operations the bundles had that were submitted so far. */
  List<Integer> sizes() {
    return submitted.stream().map(bundle -> bundle.operations().size()).toList();
  }

  List<Long> numbers() {
    return submitted.stream().map(bundle -> bundle.id().number()).toList();
  }

  @Override
  public OrderingStatus status() {
    throw new IllegalStateException("nobody asks");
  }

  @Override
  public void close() {}

  @Override
  public void onExecuted(long at, List<BundleId> executed) {}

  @Override
  public void onCheckpoint(long at, Digest stateRoot) {}

  @Override
  public void onCertified(CertifiedBatch batch) {
    for (CertifiedBatch.BundleOutcomes bundle : batch.bundles()) {
      CompletableFuture<OrderedBundle> caller = callers.remove(bundle.id());
      if (caller != null) {
        caller.complete(
            new OrderedBundle(
                batch.sequence(), batch.blockTime(), bundle.firstIndex(), bundle.outcomes()));
      }
    }
  }

  @Override
  public void broadcastResult(Bytes frame) {}

  @Override
  public void sendResult(int to, Bytes frame) {}

  @Override
  public void onFailure(Throwable cause) {
    throw new IllegalStateException("execution failed", cause);
  }
}
