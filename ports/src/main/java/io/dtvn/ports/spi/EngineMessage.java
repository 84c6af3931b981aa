package io.dtvn.ports.spi;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork;

/** A message of one engine to its peers, opaque to the host. Immutable. */
public interface EngineMessage {

  /** Its bytes on the wire, at most one frame; encoded once. */
  Bytes encoded();

  /** Its kind: one of few texts, fit for a label. */
  String type();

  /** The lane it travels in. */
  PeerNetwork.Lane lane();
}
