package io.dtvn.application.execution;

import io.dtvn.application.archive.Archive;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Ledger;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.proof.AuthenticatedMap;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Event.LedgerPosition;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Executes committed batches on the ledger in the store. What is asked for waits in a bounded queue
 * until {@link #start} gives it a thread, or until a test {@link #attach attaches} a listener and
 * steps through it.
 *
 * <p>Each batch is one atomic buffered write: a later synced write of the same store, the journal's
 * for instance, makes it durable, and what power loss takes is executed again from the journal.
 * Checkpoints are synced writes by a thread of their own. After a failure nothing more is done.
 */
public final class BatchExecutor implements BatchExecution {

  private static final long FOLD_PATIENCE_SECONDS = 60;

  private final LedgerKeeper keeper;
  private final Mailbox mailbox;
  private final Genesis genesis;
  private final LedgerPosition position;
  private Optional<ExecutionListener> listener = Optional.empty();
  private Optional<ExecutorService> folds = Optional.empty();
  private Optional<Thread> thread = Optional.empty();
  private volatile boolean failed;

  private BatchExecutor(ExecutionPlan plan, LedgerKeeper keeper) {
    this.keeper = keeper;
    this.genesis = plan.genesis();
    this.mailbox = new Mailbox(genesis.validators().size(), plan.window());
    this.position = keeper.position();
  }

  /**
   * Opens the ledger in {@code store}, building the state tree in memory.
   *
   * @throws io.dtvn.ports.out.StorageDamagedException if the stored leaves do not have the root
   *     that was recorded with them
   */
  public static BatchExecutor open(ExecutionPlan plan, KeyValueStore store) {
    return new BatchExecutor(plan, LedgerKeeper.open(plan, store));
  }

  /** Starts the executor's thread; {@code listener} is called from it. Once. */
  public void start(ExecutionListener listener) {
    ExecutorService folding =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("checkpoint").daemon().factory());
    folds = Optional.of(folding);
    attach(listener);
    thread = Optional.of(Thread.ofPlatform().name("executor").daemon().start(this::run));
  }

  /** Takes {@code listener} for {@link #step}; checkpoints are folded in the step that asks. */
  public void attach(ExecutionListener listener) {
    this.listener = Optional.of(listener);
  }

  /**
   * Does the next thing that was asked for, if there is any. For tests; with a thread it would run
   * twice.
   *
   * @return whether something was done
   */
  public boolean step() {
    Optional<Command> next = mailbox.poll();
    next.ifPresent(this::handle);
    return next.isPresent();
  }

  /** Every executed batch; readable from any thread. */
  public Archive archive() {
    return keeper.archive();
  }

  /** Root of the state of a ledger that has executed nothing. */
  public Digest genesisRoot() {
    return AuthenticatedMap.of(new Ledger(genesis).genesisLeaves()).root();
  }

  @Override
  public LedgerPosition position() {
    return position;
  }

  @Override
  public void execute(CommittedBatch batch) {
    mailbox.ask(new Command.Execute(batch));
  }

  @Override
  public void takeCheckpoint(long sequence) {
    mailbox.ask(new Command.TakeCheckpoint(sequence));
  }

  @Override
  public void checkpointStable(long sequence, Digest stateRoot, Bytes certificate) {
    mailbox.ask(new Command.CheckpointStable(sequence, stateRoot, certificate));
  }

  @Override
  public void resultReceived(int from, Bytes frame) {
    if (frame.length() == ResultFrame.BYTES) {
      mailbox.offer(new Command.ResultReceived(from, frame));
    }
  }

  @Override
  public void resultShown(Bytes frame) {
    if (frame.length() == ResultFrame.BYTES) {
      mailbox.offer(new Command.ResultShown(ResultFrame.validatorOf(frame), frame));
    }
  }

  @Override
  public void resendResults(int to, long from) {
    mailbox.offer(new Command.ResendResults(to, from));
  }

  @Override
  public void close() {
    mailbox.close();
    thread
        .filter(running -> !running.equals(Thread.currentThread()))
        .ifPresent(BatchExecutor::join);
    folds.ifPresent(BatchExecutor::finish);
  }

  StateTree tree() {
    return keeper.tree();
  }

  ResultCollector results() {
    return keeper.results();
  }

  private void run() {
    try {
      for (var next = mailbox.take(); next.isPresent(); next = mailbox.take()) {
        handle(next.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(Command command) {
    if (failed) {
      return;
    }
    ExecutionListener told =
        listener.orElseThrow(() -> new IllegalStateException("executor: want a listener first"));
    try {
      keeper.handle(command, told, this::fold);
    } catch (Throwable cause) { // whatever it is, this validator cannot go on
      failed = true;
      told.onFailure(cause);
    }
  }

  private void fold(long sequence, List<SortedMap<Digest, Optional<Digest>>> changes) {
    Runnable work = () -> mailbox.ask(folded(sequence, changes));
    folds.ifPresentOrElse(executor -> executor.execute(work), work);
  }

  private Command folded(long sequence, List<SortedMap<Digest, Optional<Digest>>> changes) {
    try {
      return new Command.CheckpointTaken(sequence, keeper.tree().fold(sequence, changes));
    } catch (Throwable cause) { // told on the executor's thread
      return new Command.Failed(cause);
    }
  }

  private static void join(Thread running) {
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void finish(ExecutorService folding) {
    folding.shutdown();
    try {
      if (!folding.awaitTermination(FOLD_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "checkpoint: want the fold done within %d s".formatted(FOLD_PATIENCE_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
