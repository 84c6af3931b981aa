package io.dtvn.adapters.memory;

import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.spi.NetworkProvider;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Links between the nodes of one process that name the same genesis and one another as members.
 * Being named is being authenticated. Nothing is lost but what a full lane drops.
 */
public final class MemoryNetworkProvider implements NetworkProvider {

  /**
   * The networks of this process: what the Internet is to the other transports. Nodes of one
   * process are opened by providers of their own, so no narrower place is shared.
   */
  private static final ConcurrentMap<Digest, Switchboard> NETWORKS = new ConcurrentHashMap<>();

  /** Does nothing. */
  public MemoryNetworkProvider() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public PeerNetwork open(NetworkConfig config) {
    Switchboard switchboard =
        NETWORKS.computeIfAbsent(config.genesisHash(), _ -> new Switchboard());
    return new MemoryNetwork(config, switchboard);
  }
}
