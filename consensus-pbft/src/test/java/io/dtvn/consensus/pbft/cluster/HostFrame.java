package io.dtvn.consensus.pbft.cluster;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.spi.CommittedBatch;
import java.util.List;

/** What hosts send one another: the engine's frames and a few of their own. */
sealed interface HostFrame {

  /** A frame of the engine. */
  record Engine(Bytes frame) implements HostFrame {}

  /** What the sender's execution of batch {@code sequence} came to. */
  record Result(long sequence, Digest resultsRoot) implements HostFrame {}

  /** Asks for the archive from {@code from} on. */
  record ArchiveQuestion(long from) implements HostFrame {}

  /** Some batches of the archive. */
  record ArchiveAnswer(List<CommittedBatch> batches) implements HostFrame {}

  /** A number that depends on the content, for comparing runs. */
  default long fingerprint() {
    return switch (this) {
      case Engine(Bytes frame) -> frame.hashCode();
      case Result(long sequence, Digest root) -> sequence * 31 + root.hashCode();
      case ArchiveQuestion(long from) -> from;
      case ArchiveAnswer(var batches) -> batches.size();
    };
  }
}
