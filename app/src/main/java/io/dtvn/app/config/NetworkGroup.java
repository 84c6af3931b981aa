package io.dtvn.app.config;

import java.util.List;

/**
 * The group {@code network}: how validators reach one another.
 *
 * @param type name of a network plug-in; {@code libp2p}, or {@code memory}: peers inside one
 *     process
 * @param address where to listen for peers; {@code 127.0.0.1}
 * @param listenPort TCP port for peers, 0 to 65535; 4001
 * @param bootstrapMode serve discovery; without effect in this version; false
 * @param bootstrapPeers multiaddrs of known peers, with or without {@code /p2p/…}; none
 * @param transports transports in use; {@code tcp}
 * @param security handshakes in use; {@code noise}
 */
public record NetworkGroup(
    String type,
    String address,
    int listenPort,
    boolean bootstrapMode,
    List<String> bootstrapPeers,
    List<String> transports,
    List<String> security) {

  static final NetworkGroup DEFAULT =
      new NetworkGroup(
          "libp2p", "127.0.0.1", 4001, false, List.of(), List.of("tcp"), List.of("noise"));

  /** Checks the port. */
  public NetworkGroup {
    ConfigException.checkRange("network.listen_port", listenPort, 0, 65535);
    bootstrapPeers = List.copyOf(bootstrapPeers);
    transports = List.copyOf(transports);
    security = List.copyOf(security);
  }
}
