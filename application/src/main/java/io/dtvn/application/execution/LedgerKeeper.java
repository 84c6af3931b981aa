package io.dtvn.application.execution;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.archive.ExecutedBatch;
import io.dtvn.application.archive.ExecutionHeader;
import io.dtvn.application.archive.StoredCheckpoint;
import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.Ledger;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Event.LedgerPosition;
import io.dtvn.ports.spi.Event.OwnCheckpoint;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What the executor does with each command. Used by the executor's thread only; its answers go to
 * the {@link ExecutionListener}.
 */
final class LedgerKeeper {

  private static final int RESEND_MAX = 64;

  private final ExecutionPlan plan;
  private final KeyValueStore store;
  private final Ledger ledger;
  private final StoredLedger state;
  private final StateTree tree;
  private final PendingLeaves pending;
  private final Archive archive;
  private final ResultCollector results;
  private final RecentBatches recent;
  private final TreeSet<Long> dueCheckpoints = new TreeSet<>();
  private long newestCheckpoint;

  /** The parts that are opened from the store. */
  private record Parts(StoredLedger state, StateTree tree, PendingLeaves pending, Archive archive) {

    static Parts open(KeyValueStore store, Ledger ledger) {
      StoredLedger state = StoredLedger.open(store);
      StateTree tree = StateTree.open(store, ledger.genesisLeaves());
      Archive archive = Archive.open(store, state.head().sequence());
      return new Parts(state, tree, PendingLeaves.open(store), archive);
    }
  }

  private LedgerKeeper(ExecutionPlan plan, KeyValueStore store, Ledger ledger, Parts parts) {
    this.plan = plan;
    this.store = store;
    this.ledger = ledger;
    this.state = parts.state;
    this.tree = parts.tree;
    this.pending = parts.pending;
    this.archive = parts.archive;
    this.recent = new RecentBatches(archive, plan.window());
    this.newestCheckpoint = tree.newest().sequence();
    long executed = state.head().sequence();
    this.results = new ResultCollector(plan, certified(executed), executed, this::ownResult);
  }

  static LedgerKeeper open(ExecutionPlan plan, KeyValueStore store) {
    Ledger ledger = new Ledger(plan.genesis());
    return new LedgerKeeper(plan, store, ledger, Parts.open(store, ledger));
  }

  /** Folds leaves beside the executor's thread. */
  interface Folding {

    /** Starts to make the tree at {@code sequence}; the answer is a {@link Command}. */
    void start(long sequence, List<SortedMap<Digest, Optional<Digest>>> changes);
  }

  Archive archive() {
    return archive;
  }

  StateTree tree() {
    return tree;
  }

  ResultCollector results() {
    return results;
  }

  LedgerPosition position() {
    OwnCheckpoint newest = tree.newest();
    return new LedgerPosition(
        state.head().sequence(),
        state.windows(),
        newest.sequence() == 0 ? Optional.empty() : Optional.of(newest),
        certified(state.head().sequence()));
  }

  void handle(Command command, ExecutionListener listener, Folding folding) {
    switch (command) {
      case Command.Execute(CommittedBatch batch) -> {
        execute(batch, listener);
        takeDueCheckpoints(listener, folding);
      }
      case Command.TakeCheckpoint(long s) -> {
        dueCheckpoints.add(s);
        takeDueCheckpoints(listener, folding);
      }
      case Command.CheckpointTaken(long s, Digest root) -> listener.onCheckpoint(s, root);
      case Command.CheckpointStable stable -> keep(stable);
      case Command.ResultReceived(int from, Bytes frame) -> collect(from, frame, listener);
      case Command.ResultShown(int _, Bytes frame) -> collectShown(frame, listener);
      case Command.ResendResults(int to, long from) -> resend(to, from, listener);
      case Command.Failed(Throwable cause) -> throw unchecked(cause);
    }
  }

  private void execute(CommittedBatch committed, ExecutionListener listener) {
    long s = committed.sequence();
    Execution execution = ledger.apply(s, committed.batch(), state);
    ResultFrame own = results.sign(committed.epoch(), s, execution.resultsRoot());
    Bytes frame = own.encode();
    ExecutedBatch executed =
        new ExecutedBatch(
            committed, execution.head().blockTime(), execution.resultsRoot(), execution.outcomes());
    WriteBatch write = new WriteBatch();
    state.addTo(write, execution);
    archive.append(write, executed);
    archive.appendResult(write, s, plan.self(), frame);
    store.write(write, Durability.BUFFERED);
    state.onStored(execution);
    archive.onStored(executed);
    pending.add(s, execution.changes().leaves());
    recent.add(executed);
    results.onExecuted(own);
    listener.onExecuted(s, execution.executed());
    plan.watch().accept(execution);
    if (plan.genesis().validators().size() > 1) {
      listener.broadcastResult(frame);
    }
    certify(listener);
  }

  private void collect(int from, Bytes frame, ExecutionListener listener) {
    decoded(frame)
        .ifPresent(
            result -> {
              results.onReceived(from, result);
              certify(listener);
            });
  }

  private void collectShown(Bytes frame, ExecutionListener listener) {
    decoded(frame)
        .ifPresent(
            result -> {
              results.onShown(result);
              certify(listener);
            });
  }

  private static Optional<ResultFrame> decoded(Bytes frame) {
    try {
      return Optional.of(ResultFrame.decode(frame));
    } catch (MalformedException e) {
      return Optional.empty(); // a peer's nonsense is not worth more than that
    }
  }

  private void certify(ExecutionListener listener) {
    for (var next = results.next(); next.isPresent(); next = results.next()) {
      List<ResultFrame> equal = next.get();
      long s = equal.getFirst().sequence();
      if (equal.size() > 1) {
        WriteBatch write = new WriteBatch();
        for (ResultFrame result : equal.subList(1, equal.size())) {
          archive.appendResult(write, s, result.validator(), result.encode());
        }
        write.put(Buckets.METADATA, Keys.CERTIFIED, Keys.sequence(s));
        store.write(write, Durability.BUFFERED);
      }
      listener.onCertified(recent.take(s));
    }
  }

  private void takeDueCheckpoints(ExecutionListener listener, Folding folding) {
    while (!dueCheckpoints.isEmpty() && dueCheckpoints.getFirst() <= state.head().sequence()) {
      long s = dueCheckpoints.removeFirst();
      if (s > newestCheckpoint) {
        newestCheckpoint = s;
        folding.start(s, pending.takeUpTo(s));
      } else {
        tree.version(s).ifPresent(map -> listener.onCheckpoint(s, map.root()));
      }
    }
  }

  private void keep(Command.CheckpointStable stable) {
    long blockTime = archive.header(stable.sequence()).map(ExecutionHeader::blockTime).orElse(0L);
    WriteBatch write = new WriteBatch();
    archive.appendCheckpoint(
        write,
        new StoredCheckpoint(
            stable.sequence(), stable.stateRoot(), blockTime, stable.certificate()));
    store.write(write, Durability.BUFFERED);
    tree.onStable(stable.sequence());
  }

  private void resend(int to, long from, ExecutionListener listener) {
    long first = Math.max(1, from);
    for (long s = first; s < first + RESEND_MAX && s <= state.head().sequence(); s++) {
      archive.result(s, plan.self()).ifPresent(frame -> listener.sendResult(to, frame));
    }
  }

  /** Results are certified by one's own alone where f is 0 and so nothing of it is written. */
  private long certified(long executed) {
    return plan.quorum().weakQuorum() == 1
        ? executed
        : store.read(Buckets.METADATA, Keys.CERTIFIED).map(Keys::sequence).orElse(0L);
  }

  private Optional<ResultFrame> ownResult(long sequence) {
    return archive.result(sequence, plan.self()).map(ResultFrame::decode);
  }

  private static RuntimeException unchecked(Throwable cause) {
    return cause instanceof RuntimeException e
        ? e
        : new IllegalStateException("checkpoint: want a new tree, found an error", cause);
  }
}
