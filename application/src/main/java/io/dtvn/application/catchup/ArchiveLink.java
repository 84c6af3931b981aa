package io.dtvn.application.catchup;

import io.dtvn.domain.codec.Bytes;

/** Sends frames of this package to members. Never blocks; what does not get through is lost. */
@FunctionalInterface
public interface ArchiveLink {

  /** Sends {@code frame} to the member with index {@code peer}. */
  void send(int peer, Bytes frame);
}
