package io.dtvn.consensus.pbft.wire;

import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.domain.codec.Bytes;

/** Messages as frames. */
public final class Wire {

  private Wire() {}

  /** The frame of {@code message}. */
  public static Bytes encode(PbftMessage message) {
    throw new IllegalStateException("no wire form of " + message);
  }
}
