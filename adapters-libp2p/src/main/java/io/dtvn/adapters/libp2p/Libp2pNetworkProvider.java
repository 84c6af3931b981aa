package io.dtvn.adapters.libp2p;

import io.dtvn.adapters.libp2p.host.Libp2pNetwork;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.spi.NetworkProvider;

/**
 * Links over libp2p: TCP, Noise and yamux, as js-libp2p and go-libp2p speak them. A port that is
 * not free fails the opening with an {@link java.io.UncheckedIOException}.
 */
public final class Libp2pNetworkProvider implements NetworkProvider {

  /** Does nothing. */
  public Libp2pNetworkProvider() {}

  @Override
  public String name() {
    return "libp2p";
  }

  @Override
  public PeerNetwork open(NetworkConfig config) {
    return Libp2pNetwork.open(config);
  }
}
