package io.dtvn.consensus.pbft.message;

import io.dtvn.consensus.pbft.wire.Wire;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.spi.EngineMessage;

/** A message between replicas. Immutable; compares by content. */
public sealed interface PbftMessage extends EngineMessage
    permits Vote, Checkpoint, RequestMessage, Forward, Status, Fetch, Data {

  @Override
  default Bytes encoded() {
    return Wire.encode(this);
  }

  @Override
  default String type() {
    return Wire.nameOf(this);
  }
}
