package io.dtvn.application.gateway;

import io.dtvn.domain.ledger.OperationKey;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.OrderingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who waits for which operation. One operation of a key is under way at a time: equal calls join
 * its wait, others with the same id come after it. Used by the gateway's thread only.
 */
final class Callers {

  private final Reserve reserve;
  private final Consumer<Unit> ready;
  private final Map<OperationKey, PendingOperation> pending = new HashMap<>();
  private final Map<Waiter, PendingOperation> waiting = new LinkedHashMap<>();

  /**
   * Nobody waits yet.
   *
   * @param reserve where the room of what is done is given back
   * @param ready takes units whose turn has come
   */
  Callers(Reserve reserve, Consumer<Unit> ready) {
    this.reserve = reserve;
    this.ready = ready;
  }

  /** Lets {@code wanted}'s caller wait, and hands its operations on if they are new. */
  void take(Arrival.Wanted wanted, long now) {
    List<PendingOperation> operations = new ArrayList<>(wanted.before());
    operations.add(wanted.main());
    wanted.main().waiters().add(wanted.waiter());
    waiting.put(wanted.waiter(), wanted.main());
    admit(new Unit(List.copyOf(operations), now));
  }

  /** Every operation under way. */
  Iterable<PendingOperation> pending() {
    return pending.values();
  }

  /** How many callers wait. */
  int size() {
    return waiting.size();
  }

  /** Answers everybody who waits for {@code operation}. */
  void finish(PendingOperation operation, Answer answer) {
    for (Waiter waiter : operation.waiters()) {
      end(waiter);
      waiter.answer().complete(waiter.joined() ? Answers.again(answer) : answer);
    }
    forget(operation);
  }

  /** Tells everybody who waits for {@code operation} that there is no outcome. */
  void fail(PendingOperation operation, RuntimeException why) {
    for (Waiter waiter : operation.waiters()) {
      end(waiter);
      waiter.answer().completeExceptionally(why);
    }
    forget(operation);
  }

  /** Ends the waits whose patience has passed at {@code now}; says whether there were any. */
  boolean endOverdue(long now) {
    boolean some = false;
    for (Iterator<Map.Entry<Waiter, PendingOperation>> all = waiting.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<Waiter, PendingOperation> entry = all.next();
      Waiter waiter = entry.getKey();
      if (waiter.deadlineMillis() <= now) {
        some = true;
        all.remove();
        PendingOperation operation = entry.getValue();
        operation.waiters().remove(waiter);
        reserve.giveBack(waiter);
        waiter.answer().completeExceptionally(overdue(operation));
      }
    }
    if (some) {
      dropAbandonedFollowers();
    }
    return some;
  }

  private void admit(Unit unit) {
    PendingOperation main = unit.main();
    PendingOperation known = pending.get(main.key());
    if (known == null) {
      start(unit);
    } else if (known.operation().equals(main.operation())) {
      join(known, unit);
    } else {
      known.followers().add(unit);
    }
  }

  private void start(Unit unit) {
    List<PendingOperation> fresh = new ArrayList<>();
    for (PendingOperation operation : unit.operations()) {
      if (pending.putIfAbsent(operation.key(), operation) == null) {
        fresh.add(operation);
      } else { // what only prepares the main operation is under way already
        reserve.give(operation.reservedBytes());
      }
    }
    ready.accept(new Unit(List.copyOf(fresh), unit.since()));
  }

  private void join(PendingOperation known, Unit unit) {
    for (PendingOperation operation : unit.operations()) {
      long bytes = operation.reservedBytes();
      if (operation.waiters().isEmpty()) {
        reserve.give(bytes);
      }
      for (Waiter waiter : operation.waiters()) {
        Waiter joined = waiter.joining(bytes);
        waiting.remove(waiter);
        waiting.put(joined, known);
        known.waiters().add(joined);
      }
    }
  }

  private void end(Waiter waiter) {
    waiting.remove(waiter);
    reserve.giveBack(waiter);
  }

  private void forget(PendingOperation operation) {
    operation.waiters().clear();
    reserve.give(operation.reservedBytes());
    pending.remove(operation.key(), operation);
    List<Unit> followers = List.copyOf(operation.followers());
    operation.followers().clear();
    followers.forEach(this::admit);
  }

  private void dropAbandonedFollowers() {
    for (PendingOperation operation : pending.values()) {
      operation
          .followers()
          .removeIf(
              unit -> {
                if (unit.isAbandoned()) {
                  unit.operations().forEach(o -> reserve.give(o.reservedBytes()));
                }
                return unit.isAbandoned();
              });
    }
  }

  private static OrderingException overdue(PendingOperation operation) {
    return operation.maybeOrdered()
        ? new OrderingException.OutcomeUnknown(
            "operation: no outcome in time; it may still come, ask again with the same key")
        : new OrderingException.Busy(
            "operation: not taken in time because others are in front; try again soon");
  }
}
