package io.dtvn.application.node;

import io.dtvn.application.host.ReplicaHost;
import io.dtvn.ports.in.UseCases;
import java.util.concurrent.CompletionStage;

/**
 * A running validator: data folder, store, journal, engine, executor, links and gateway, put
 * together from a {@link NodePlan}. Thread-safe.
 *
 * <p>A node may stop by itself, when its medium fails or going on might do harm. Then {@link
 * #stoppedItself} completes, its use cases fail and its status says why; whoever runs it closes it
 * and ends the process. What was acknowledged is durable by then; the next start finds it.
 */
public final class ValidatorNode implements AutoCloseable {

  private final UseCases useCases;
  private final ReplicaHost host;
  private final boolean firstStart;
  private final Resources resources;

  ValidatorNode(UseCases useCases, ReplicaHost host, boolean firstStart, Resources resources) {
    this.useCases = useCases;
    this.host = host;
    this.firstStart = firstStart;
    this.resources = resources;
  }

  /**
   * Opens everything, executes what the journal holds beyond the stored ledger, and returns when
   * the node takes calls; it may still have no quorum. Blocks meanwhile. If it fails, everything
   * opened is closed again.
   *
   * @throws DataFolderException if another process holds the data folder, or it belongs to another
   *     validator, network or storage type; the message names both values
   * @throws io.dtvn.application.journal.JournalDamagedException if something acknowledged cannot be
   *     read
   * @throws io.dtvn.application.journal.JournalLostException if acknowledged votes are missing and
   *     there is no other validator
   * @throws io.dtvn.ports.out.StorageDamagedException if the store lost acknowledged data
   * @throws io.dtvn.ports.out.StorageException if the medium fails
   */
  public static ValidatorNode open(NodePlan plan) {
    return new NodeStart(plan).open();
  }

  /** Everything that can be asked of this node. */
  public UseCases useCases() {
    return useCases;
  }

  /** Whether this start found an empty data folder and took it for the first one. */
  public boolean isFirstStart() {
    return firstStart;
  }

  /** Shows in the status that a stop is near, so that callers go elsewhere; all else goes on. */
  public void drain() {
    host.drain();
  }

  /**
   * Completes with the cause when the node had to stop by itself; never after an ordinary close.
   * Dependents run on the thread that failed: they must not close the node there.
   */
  public CompletionStage<Throwable> stoppedItself() {
    return host.stoppedItself();
  }

  /**
   * Takes no new call, finishes what is in flight within the plan's limit, and releases everything
   * down to the lock on the data folder. Blocks meanwhile. Twice is harmless.
   */
  @Override
  public void close() {
    host.drain();
    resources.close();
  }
}
