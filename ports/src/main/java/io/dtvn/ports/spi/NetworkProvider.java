package io.dtvn.ports.spi;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.PeerNetwork;
import java.util.List;

/** A transport for {@link PeerNetwork}. */
public interface NetworkProvider extends Provider {

  /**
   * Prepares the network; nothing is connected before {@link PeerNetwork#start}.
   *
   * @throws IllegalArgumentException if an address or a name in {@code config} is none; the message
   *     says which, and what is allowed
   */
  PeerNetwork open(NetworkConfig config);

  /**
   * Who we are and whom we talk to.
   *
   * @param signer this node's key: a peer is its key
   * @param verifier checks what peers say of their keys
   * @param genesisHash the network: nodes of another one are refused
   * @param members keys of all validators, this node included
   * @param endpoint where to listen and whom to look for
   * @param metrics where its numbers go
   */
  record NetworkConfig(
      Signer signer,
      Verifier verifier,
      Digest genesisHash,
      List<PublicKey> members,
      Endpoint endpoint,
      Metrics metrics) {

    /** Copies the members. */
    public NetworkConfig {
      members = List.copyOf(members);
    }

    /** This node's key. */
    public PublicKey self() {
      return signer.publicKey();
    }
  }

  /**
   * Where a node listens and whom it looks for. Without effect inside one process.
   *
   * @param address host name or IP address to bind
   * @param port TCP port, 0 to 65535; 0: any free one
   * @param bootstrap multiaddrs of peers, with or without {@code /p2p/…}
   * @param transports names of transports in use, such as {@code tcp}
   * @param security names of handshakes in use, such as {@code noise}
   */
  record Endpoint(
      String address,
      int port,
      List<String> bootstrap,
      List<String> transports,
      List<String> security) {

    /** Copies the lists. */
    public Endpoint {
      bootstrap = List.copyOf(bootstrap);
      transports = List.copyOf(transports);
      security = List.copyOf(security);
    }
  }
}
