package io.dtvn.application.execution;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Event.LedgerPosition;

/**
 * The executor as the host sees it. No method blocks or waits for the executor's thread; what is
 * asked here is done in order, and answers come through the {@link ExecutionListener}.
 */
public interface BatchExecution extends AutoCloseable {

  /** How far the stored ledger has come; asked once, before anything is executed. */
  LedgerPosition position();

  /** Executes {@code batch}: always the next in order, at most the window's length outstanding. */
  void execute(CommittedBatch batch);

  /** Makes the state at {@code sequence} durable, once it is executed, and tells its root. */
  void takeCheckpoint(long sequence);

  /** The checkpoint at {@code sequence} is stable: archives its certificate, drops older trees. */
  void checkpointStable(long sequence, Digest stateRoot, Bytes certificate);

  /** A RESULT frame of the member with index {@code from}; anything may stand in it. */
  void resultReceived(int from, Bytes frame);

  /** A RESULT frame of some member that another one passed on; anything may stand in it. */
  void resultShown(Bytes frame);

  /** Sends this node's own results from {@code from} on to the member with index {@code to}. */
  void resendResults(int to, long from);

  /** Finishes the batch in hand and stops. */
  @Override
  void close();
}
