package io.dtvn.adapters.libp2p.lanes;

import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;

/** Who is told what the lanes of one connection do. All calls come on its event loop. */
public interface LaneEvents {

  /** A lane was agreed on in either direction: the peer belongs to this network. */
  void onAgreed();

  /** The peer knows no such lane: it belongs to another network, or to none. */
  void onUnknown();

  /** A frame arrived, within the limit of its lane. */
  void onFrame(Lane lane, Bytes frame);

  /** The peer has written what is no frame; its stream is reset. */
  void onViolation(Reason reason, String message);

  /** A lane could not be opened, or has ended, so the connection is of no more use. */
  void onBroken(String why);
}
