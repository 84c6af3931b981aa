package io.dtvn.ports.spi;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.out.PeerNetwork;
import java.util.List;

/** A transport for {@link PeerNetwork}. */
public interface NetworkProvider extends Provider {

  /** Prepares the network; nothing is connected before {@link PeerNetwork#start}. */
  PeerNetwork open(NetworkConfig config);

  /**
   * Who we are and whom we talk to.
   *
   * @param self this node's key
   * @param genesisHash the network: nodes of another one are refused
   * @param members keys of all validators, this node included
   */
  record NetworkConfig(PublicKey self, Digest genesisHash, List<PublicKey> members) {

    /** Copies the members. */
    public NetworkConfig {
      members = List.copyOf(members);
    }
  }
}
