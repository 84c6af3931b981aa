package io.dtvn.application.execution;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.BundleId;
import java.util.List;

/** Who is told what the executor has done. Called from the executor's thread; must not block. */
public interface ExecutionListener {

  /** Batch {@code sequence} is executed and what it changed is stored. */
  void onExecuted(long sequence, List<BundleId> executed);

  /** The state at {@code sequence} is durable and has this root. */
  void onCheckpoint(long sequence, Digest stateRoot);

  /** f+1 validators, this one included, signed the same results of this batch. In order. */
  void onCertified(CertifiedBatch batch);

  /** A RESULT frame to send to all other members. */
  void broadcastResult(Bytes frame);

  /** A RESULT frame to send to the member with index {@code to}. */
  void sendResult(int to, Bytes frame);

  /** Execution is impossible: the validator must stop. */
  void onFailure(Throwable cause);
}
