package io.dtvn.adapters.libp2p.lanes;

import io.dtvn.adapters.libp2p.meters.Reason;

/** A peer has written what is no frame. */
final class FrameException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  FrameException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
