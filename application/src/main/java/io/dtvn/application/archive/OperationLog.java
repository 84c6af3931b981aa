package io.dtvn.application.archive;

import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.ports.in.QueryNode.LoggedOperation;
import io.dtvn.ports.spi.CommittedBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The newest operations in memory. It keeps whole batches and takes them apart only when asked, so
 * that execution pays nothing per operation. Thread-safe.
 */
final class OperationLog {

  private static final int OPERATIONS_MAX = 1_000;

  /** How many batches are looked through at the start: null batches hold no operation. */
  private static final int BATCHES_MAX = 1_000;

  private final Deque<Logged> batches = new ArrayDeque<>();
  private int operations;

  private record Logged(CommittedBatch committed, long blockTime, int operations) {}

  /** Takes over the newest batches up to {@code last}. */
  synchronized void fill(long last, LongFunction<Optional<ExecutedBatch>> archive) {
    for (long s = last; s > 0 && s > last - BATCHES_MAX && operations < OPERATIONS_MAX; s--) {
      archive.apply(s).map(OperationLog::logged).ifPresent(this::addOldest);
    }
  }

  synchronized void add(ExecutedBatch executed) {
    Logged logged = logged(executed);
    if (logged.operations == 0) {
      return;
    }
    batches.addLast(logged);
    operations += logged.operations;
    while (operations - batches.getFirst().operations >= OPERATIONS_MAX) {
      operations -= batches.removeFirst().operations;
    }
  }

  List<LoggedOperation> newest() {
    List<LoggedOperation> all = new ArrayList<>();
    for (Logged logged : newestBatches()) {
      List<LoggedOperation> ofBatch = operationsOf(logged);
      Collections.reverse(ofBatch);
      all.addAll(ofBatch);
    }
    return List.copyOf(all.subList(0, Math.min(all.size(), OPERATIONS_MAX)));
  }

  private synchronized List<Logged> newestBatches() {
    return new ArrayList<>(batches).reversed();
  }

  private void addOldest(Logged logged) {
    if (logged.operations > 0) {
      batches.addFirst(logged);
      operations += logged.operations;
    }
  }

  private static Logged logged(ExecutedBatch executed) {
    return new Logged(executed.committed(), executed.blockTime(), executed.outcomes().size());
  }

  private static List<LoggedOperation> operationsOf(Logged logged) {
    CommittedBatch committed = logged.committed;
    List<LoggedOperation> all = new ArrayList<>(logged.operations);
    for (Bundle bundle : committed.batch().bundles()) {
      for (Operation operation : bundle.operations()) {
        all.add(
            new LoggedOperation(
                committed.sequence(),
                committed.view(),
                operation.opId(),
                operation.ticketId(),
                ActionType.of(operation.action()),
                committed.batch().digest(),
                logged.blockTime));
      }
    }
    return all;
  }
}
