package io.dtvn.consensus.pbft.normal;

import io.dtvn.domain.ledger.Batch;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Effect;
import java.util.List;
import java.util.TreeMap;

/**
 * Gives committed batches to the executor: strictly by sequence number, without a gap, at most L of
 * them unreported. Behind a checkpoint's batch nothing follows until that batch is reported, so
 * that the checkpoint is asked for while its state is the newest one.
 */
public final class ExecutionOrder {

  private final int outstandingMax;
  private final int checkpointInterval;
  private final TreeMap<Long, CommittedBatch> waiting = new TreeMap<>();
  private final TreeMap<Long, Batch> outstanding = new TreeMap<>();
  private long given;

  ExecutionOrder(int outstandingMax, int checkpointInterval) {
    this.outstandingMax = outstandingMax;
    this.checkpointInterval = checkpointInterval;
  }

  /** lastExec: the newest batch that was reported executed. */
  public long executed() {
    return given - outstanding.size();
  }

  /** The newest batch that was given to the executor. */
  public long given() {
    return given;
  }

  /** Starts behind {@code lastExecuted}, which earlier lives have executed. */
  void startBehind(long lastExecuted) {
    given = lastExecuted;
  }

  /** Takes a committed batch; one that was given, or is too far ahead to be kept, is dropped. */
  void add(CommittedBatch batch) {
    if (batch.sequence() > given && batch.sequence() <= executed() + outstandingMax) {
      waiting.putIfAbsent(batch.sequence(), batch);
    }
  }

  /** Gives out every batch whose turn it is. */
  public void giveReady(List<Effect> effects) {
    while (mayGive() && !waiting.isEmpty() && waiting.firstKey() == given + 1) {
      CommittedBatch next = waiting.pollFirstEntry().getValue();
      given = next.sequence();
      outstanding.put(given, next.batch());
      effects.add(new Effect.Execute(next));
    }
  }

  /** Notes that {@code sequence} was executed and returns its batch. */
  Batch finish(long sequence) {
    if (outstanding.isEmpty() || outstanding.firstKey() != sequence) {
      throw new IllegalStateException(
          "executed batch %d: want the oldest of %s".formatted(sequence, outstanding.keySet()));
    }
    return outstanding.pollFirstEntry().getValue();
  }

  private boolean mayGive() {
    boolean behindCheckpoint = given % checkpointInterval == 0 && !outstanding.isEmpty();
    return outstanding.size() < outstandingMax && !behindCheckpoint;
  }
}
