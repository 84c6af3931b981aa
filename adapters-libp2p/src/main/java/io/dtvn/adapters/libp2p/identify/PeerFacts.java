package io.dtvn.adapters.libp2p.identify;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import java.util.List;
import java.util.Optional;

/**
 * What a peer says of itself, and of us.
 *
 * @param listenAddresses where it says that it listens, at most {@value #ADDRESSES_MAX}
 * @param protocols what may be opened, at most {@value #PROTOCOLS_MAX}
 * @param observedAddress where it sees us
 * @param protocolVersion informative; empty if it says none
 * @param agentVersion its program; empty if it says none
 */
public record PeerFacts(
    List<Multiaddr> listenAddresses,
    List<String> protocols,
    Optional<Multiaddr> observedAddress,
    String protocolVersion,
    String agentVersion) {

  /** The most addresses that are kept of one peer. */
  public static final int ADDRESSES_MAX = 32;

  /** The most protocols that are kept of one peer. */
  public static final int PROTOCOLS_MAX = 128;

  /** Copies the lists. */
  public PeerFacts {
    listenAddresses = List.copyOf(listenAddresses);
    protocols = List.copyOf(protocols);
  }
}
