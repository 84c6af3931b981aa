package io.dtvn.application.peering;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;

/** Who takes in what members send. Called from the network's threads; must not block. */
public interface PeerInput {

  /** A frame of the engine of the member with index {@code from}; anything may stand in it. */
  void onEngineFrame(int from, Lane lane, Bytes frame);

  /** A RESULT frame of the member with index {@code from}; anything may stand in it. */
  void onResultFrame(int from, Bytes frame);

  /** The member with index {@code from} asks for executed batches; anything may stand in it. */
  void onArchiveFetch(int from, Bytes frame);

  /** Executed batches of the member with index {@code from}; anything may stand in it. */
  void onArchiveData(int from, Bytes frame);

  /** A link to the member with index {@code peer} is up. */
  void onConnected(int peer);

  /** The last link to the member with index {@code peer} is gone. */
  void onDisconnected(int peer);
}
