package io.dtvn.application.execution;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.spi.CommittedBatch;

/** What the executor is asked to do. */
sealed interface Command {

  record Execute(CommittedBatch batch) implements Command {}

  record TakeCheckpoint(long sequence) implements Command {}

  /** The fold is done and durable. */
  record CheckpointTaken(long sequence, Digest stateRoot) implements Command {}

  record CheckpointStable(long sequence, Digest stateRoot, Bytes certificate) implements Command {}

  record ResultReceived(int from, Bytes frame) implements Command {}

  /** A RESULT that somebody else passed on; {@code of} is whom it claims to be of. */
  record ResultShown(int of, Bytes frame) implements Command {}

  record ResendResults(int to, long from) implements Command {}

  /** Work beside the executor's thread has failed. */
  record Failed(Throwable cause) implements Command {}
}
