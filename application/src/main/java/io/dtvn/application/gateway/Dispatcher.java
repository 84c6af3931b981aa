package io.dtvn.application.gateway;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.gateway.Arrival.Wanted;
import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ledger.BundleWindow;
import io.dtvn.domain.ledger.BundleWindowCodec;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.OrderedBundle;
import io.dtvn.ports.out.Ordering;
import io.dtvn.ports.out.OrderingException;
import io.dtvn.ports.out.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Puts waiting operations into bundles and takes the outcomes. A bundle leaves at once while none
 * is in flight; otherwise when it is full or its oldest operation has waited long enough. Used by
 * the gateway's thread only.
 */
final class Dispatcher {

  private static final int BUNDLE_OVERHEAD = PublicKey.BYTES + 8 + 8 + 4 + Signature.BYTES;
  private static final int OPERATIONS_BYTES_MAX = Bundle.BYTES_MAX - BUNDLE_OVERHEAD;
  private static final long BACKOFF_MILLIS = 5;
  private static final long SWEEP_MILLIS = 20;
  private static final long IDLE_MILLIS = 60_000;

  private final GatewayPlan plan;
  private final Ordering ordering;
  private final KeyValueStore store;
  private final Consumer<Arrival> inbox;
  private final Answers answers;
  private final HeldData data;
  private final BundleNumbers numbers;
  private final Callers callers;
  private final WaitingUnits waiting = new WaitingUnits();
  private final TreeMap<Long, Flight> flights = new TreeMap<>();
  private long nextSweep;
  private boolean closing;

  /** What a dispatcher works with. */
  record Surroundings(
      Ordering ordering,
      KeyValueStore store,
      Archive archive,
      Reserve reserve,
      Consumer<Arrival> inbox) {}

  Dispatcher(GatewayPlan plan, Surroundings with) {
    this.plan = plan;
    this.ordering = with.ordering;
    this.store = with.store;
    this.inbox = with.inbox;
    this.answers = new Answers(plan.self(), with.archive);
    this.data = new HeldData(store);
    this.callers = new Callers(with.reserve, waiting::addLast);
    this.numbers = new BundleNumbers(highestExecuted());
  }

  /** Takes in what arrived. */
  void on(Arrival arrival, long now) {
    switch (arrival) {
      case Arrival.Submitted(List<Wanted> wanted) -> wanted.forEach(w -> callers.take(w, now));
      case Arrival.Ordered(Flight flight, OrderedBundle outcome) -> onOrdered(flight, outcome);
      case Arrival.Failed(Flight flight, Throwable cause) -> onFailed(flight, cause, now);
      case Arrival.Closing _ -> closing = true;
    }
  }

  /** Does what is due; says after how many ms to call again at the latest. */
  long turn(long now) {
    if (now >= nextSweep) {
      if (callers.endOverdue(now)) {
        waiting.removeAbandoned().forEach(unit -> surrender(unit, tooLate()));
      }
      nextSweep = now + SWEEP_MILLIS;
    }
    if (closing) {
      failAllWaiting();
    }
    boolean retrying = retry(now);
    while (!retrying && isDue(now)) {
      launch();
      retrying = flights.values().stream().anyMatch(f -> f.retryAt().isPresent());
    }
    return nextTurn(now);
  }

  /** Whether nothing is waiting or in flight. */
  boolean isIdle() {
    return flights.isEmpty() && waiting.isEmpty();
  }

  /** How many bundles are in flight. */
  int flights() {
    return flights.size();
  }

  /** Ends every wait that is left: the outcomes stay unknown. */
  void abandon() {
    for (Flight flight : List.copyOf(flights.values())) {
      flight
          .operations()
          .forEach(
              o ->
                  callers.fail(
                      o,
                      new OrderingException.OutcomeUnknown(
                          "operation: the node stopped first; ask again with the same key")));
    }
    flights.clear();
    failAllWaiting();
  }

  private boolean isDue(long now) {
    return !waiting.isEmpty()
        && numbers.isRoom()
        && (flights.isEmpty()
            || waiting.isBundleful(OPERATIONS_BYTES_MAX)
            || now - waiting.since() >= plan.limits().gather().toMillis());
  }

  private void launch() {
    List<Unit> units = waiting.takeBundle(OPERATIONS_BYTES_MAX);
    List<PendingOperation> pending = new ArrayList<>();
    units.forEach(unit -> pending.addAll(unit.operations()));
    try {
      data.keep(pending);
    } catch (StorageException e) {
      pending.forEach(operation -> callers.fail(operation, e));
      return;
    }
    List<Operation> operations = new ArrayList<>(pending.size());
    for (PendingOperation operation : pending) {
      operation.launch();
      operations.add(operation.operation());
    }
    BundleId id = new BundleId(plan.signer().publicKey(), numbers.take());
    Bundle.Signing signing = new Bundle.Signing(plan.genesisHash(), plan.signer()::sign);
    Flight flight = new Flight(Bundle.signed(id, 0, operations, signing), units);
    flights.put(flight.number(), flight);
    submit(flight);
  }

  private void submit(Flight flight) {
    CompletionStage<OrderedBundle> outcome;
    try {
      outcome = ordering.submit(flight.bundle());
    } catch (OrderingException e) {
      outcome = CompletableFuture.failedStage(e);
    }
    outcome.whenComplete(
        (ordered, failure) ->
            inbox.accept(
                failure == null
                    ? new Arrival.Ordered(flight, ordered)
                    : new Arrival.Failed(flight, failure)));
  }

  private void onOrdered(Flight flight, OrderedBundle ordered) {
    land(flight);
    numbers.close(flight.number());
    List<PendingOperation> operations = flight.operations();
    Outcome first = ordered.outcomes().getFirst();
    if (Answers.isOfBundle(first)) {
      numbers.skipTo(highestExecuted());
      again(flight, Answers.maybeExecuted(first));
      return;
    }
    for (int i = 0; i < operations.size(); i++) {
      finish(operations.get(i), ordered, ordered.outcomes().get(i));
    }
  }

  private void finish(PendingOperation operation, OrderedBundle ordered, Outcome outcome) {
    operation.land(true);
    try {
      Answer answer = answers.answer(operation.operation().opId(), ordered, outcome);
      data.settle(operation, answer.outcome(), callers.pending());
      callers.finish(operation, answer);
    } catch (StorageException e) {
      callers.fail(operation, e);
    }
  }

  private void onFailed(Flight flight, Throwable failure, long now) {
    Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
    switch (cause) {
      case OrderingException.Busy busy -> {
        int tries = flight.refused();
        if (tries <= plan.limits().busyTries() && !closing) {
          flight.retryAt(now + BACKOFF_MILLIS * tries);
        } else {
          giveUp(flight, busy);
        }
      }
      case OrderingException.NotReady notReady -> giveUp(flight, notReady);
      default -> {
        land(flight);
        numbers.close(flight.number());
        numbers.skipTo(highestExecuted());
        again(flight, true);
      }
    }
  }

  /** The bundle was surely not ordered, and will not be. */
  private void giveUp(Flight flight, OrderingException why) {
    land(flight);
    numbers.giveBack(flight.number());
    for (Unit unit : flight.units()) {
      unit.operations().forEach(operation -> operation.land(false));
      surrender(unit, why);
    }
  }

  /** Puts the operations of a bundle into another one. */
  private void again(Flight flight, boolean unknown) {
    for (Unit unit : flight.units().reversed()) {
      unit.operations().forEach(operation -> operation.land(unknown));
      boolean wanted = !unit.main().waiters().isEmpty();
      if (wanted && unit.main().bundles() < plan.limits().bundles()) {
        waiting.addFirst(unit);
      } else {
        surrender(unit, tooLate());
      }
    }
  }

  /** Ends the waits for {@code unit}; {@code surelyNot} is true of what is in no bundle. */
  private void surrender(Unit unit, OrderingException surelyNot) {
    for (PendingOperation operation : unit.operations()) {
      if (operation.maybeOrdered()) {
        callers.fail(
            operation,
            new OrderingException.OutcomeUnknown(
                "operation: its outcome cannot be had; ask again with the same key"));
      } else {
        data.drop(operation, callers.pending());
        callers.fail(operation, surelyNot);
      }
    }
  }

  /** Until none is left: whoever came behind one that fails is in turn then. */
  private void failAllWaiting() {
    while (!waiting.isEmpty()) {
      for (Unit unit : waiting.removeAll()) {
        surrender(unit, new OrderingException.NotReady("gateway: the node stops; try another one"));
      }
    }
  }

  private static OrderingException tooLate() {
    return new OrderingException.Busy("operation: no bundle of it was executed; try again soon");
  }

  private void land(Flight flight) {
    flights.remove(flight.number());
  }

  /** Submits again what is due; says whether something still waits for that. */
  private boolean retry(long now) {
    boolean later = false;
    for (Flight flight : List.copyOf(flights.values())) {
      if (flight.retryAt().isPresent() && flight.retryAt().getAsLong() <= now) {
        flight.retried();
        submit(flight);
      }
      later |= flight.retryAt().isPresent();
    }
    return later;
  }

  private long nextTurn(long now) {
    long next = callers.size() > 0 ? nextSweep : now + IDLE_MILLIS;
    for (Flight flight : flights.values()) {
      next = Math.min(next, flight.retryAt().orElse(next));
    }
    if (!waiting.isEmpty() && numbers.isRoom()) {
      next = Math.min(next, waiting.since() + plan.limits().gather().toMillis());
    }
    return Math.max(1, next - now);
  }

  private long highestExecuted() {
    return store
        .read(Buckets.BUNDLES, Keys.gateway(plan.signer().publicKey()))
        .map(BundleWindowCodec::decode)
        .map(BundleWindow::highest)
        .orElse(0L);
  }
}
