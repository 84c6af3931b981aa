package io.dtvn.application.host;

import io.dtvn.application.execution.CertifiedBatch;
import io.dtvn.application.execution.CertifiedBatch.BundleOutcomes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.ports.out.OrderedBundle;
import io.dtvn.ports.out.OrderingException;
import io.dtvn.ports.spi.Effect.RefusedReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Own bundles whose outcome is awaited. Thread-safe; a caller is answered on the thread that
 * brought the outcome, so it costs no hand-off.
 */
final class WaitingCallers {

  private record Caller(Digest digest, CompletableFuture<OrderedBundle> outcome, long sinceNanos) {}

  private final Map<BundleId, Caller> callers = new ConcurrentHashMap<>();
  private final int max;
  private final LongConsumer answeredAfterNanos;

  /**
   * Lets at most {@code max} wait.
   *
   * @param answeredAfterNanos told how long each waited that got its outcome
   */
  WaitingCallers(int max, LongConsumer answeredAfterNanos) {
    this.max = max;
    this.answeredAfterNanos = answeredAfterNanos;
  }

  /**
   * Lets a caller wait.
   *
   * @throws OrderingException.Busy if too many wait already
   */
  CompletableFuture<OrderedBundle> await(Bundle bundle) {
    if (callers.size() >= max) {
      throw new OrderingException.Busy(
          "bundle %d: want less than %d in flight; try again soon"
              .formatted(bundle.id().number(), max));
    }
    Caller caller = new Caller(bundle.digest(), new CompletableFuture<>(), System.nanoTime());
    if (callers.putIfAbsent(bundle.id(), caller) != null) {
      throw new IllegalArgumentException(
          "bundle %d: want each number once, found it waiting already"
              .formatted(bundle.id().number()));
    }
    return caller.outcome();
  }

  /** Answers those whose bundle is in {@code batch}. */
  void answer(CertifiedBatch batch) {
    for (BundleOutcomes bundle : batch.bundles()) {
      Caller caller = callers.remove(bundle.id());
      if (caller != null) {
        answeredAfterNanos.accept(System.nanoTime() - caller.sinceNanos());
        answer(caller, bundle, batch);
      }
    }
  }

  private static void answer(Caller caller, BundleOutcomes bundle, CertifiedBatch batch) {
    if (caller.digest().equals(bundle.digest())) {
      caller
          .outcome()
          .complete(
              new OrderedBundle(
                  batch.sequence(), batch.blockTime(), bundle.firstIndex(), bundle.outcomes()));
      return;
    }
    caller
        .outcome()
        .completeExceptionally(
            new OrderingException.OutcomeUnknown(
                "bundle %d: another one of this number was executed; submit under a new number"
                    .formatted(bundle.id().number())));
  }

  /** Tells a caller that the engine does not take its bundle. */
  void refuse(BundleId id, RefusedReason reason) {
    fail(
        id,
        switch (reason) {
          case BUSY ->
              new OrderingException.Busy(
                  "bundle %d: this node has as much in flight as it may; try again soon"
                      .formatted(id.number()));
          case DISPLACED ->
              new OrderingException.OutcomeUnknown(
                  "bundle %d: it gave its room to one of a lower number; submit under a new number"
                      .formatted(id.number()));
          case INVALID ->
              new OrderingException.OutcomeUnknown(
                  ("bundle %d: its number is another bundle's, or its number or time is out of"
                          + " range; submit under a new number")
                      .formatted(id.number()));
          case EXECUTED ->
              new OrderingException.OutcomeUnknown(
                  "bundle %d: its number was executed before; ask by the operations' ids"
                      .formatted(id.number()));
        });
  }

  /** Ends one wait with {@code why}. */
  void fail(BundleId id, OrderingException why) {
    Caller caller = callers.remove(id);
    if (caller != null) {
      caller.outcome().completeExceptionally(why);
    }
  }

  /** Ends every wait. */
  void failAll(String why) {
    for (BundleId id : callers.keySet()) {
      fail(id, new OrderingException.OutcomeUnknown(why));
    }
  }

  /** Waits until all who wait now have their answer, at most {@code limit}. */
  void awaitAll(Duration limit) {
    CompletableFuture<?>[] now =
        callers.values().stream().map(Caller::outcome).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(now).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return; // an answer that is a failure is one, too; what is late stays unknown
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
