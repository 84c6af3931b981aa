package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.spi.NetworkProvider.Endpoint;
import io.dtvn.ports.spi.NetworkProvider.NetworkConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A network's configuration, checked.
 *
 * @param config as it was given
 * @param listen where to listen
 * @param bootstrap where peers are looked for first
 * @param peers keys of all validators but this one
 */
record HostPlan(
    NetworkConfig config,
    InetSocketAddress listen,
    List<Multiaddr> bootstrap,
    NavigableSet<PublicKey> peers) {

  /**
   * Checks a configuration.
   *
   * @throws IllegalArgumentException if something in it cannot be; the message says what, and what
   *     is allowed
   */
  static HostPlan of(NetworkConfig config) {
    Endpoint endpoint = config.endpoint();
    onlyKnown("network.transports", endpoint.transports(), "tcp");
    onlyKnown("network.security", endpoint.security(), "noise");
    List<Multiaddr> bootstrap = new ArrayList<>();
    endpoint.bootstrap().forEach(text -> bootstrap.add(dialable(text)));
    NavigableSet<PublicKey> peers = new TreeSet<>(config.members());
    peers.remove(config.self());
    return new HostPlan(config, listen(endpoint), bootstrap, peers);
  }

  private static InetSocketAddress listen(Endpoint endpoint) {
    if (endpoint.port() < 0 || endpoint.port() > 65535) {
      throw new IllegalArgumentException(
          "network.listen_port: want 0 to 65535, found " + endpoint.port());
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(endpoint.address()), endpoint.port());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "network.address '%s': want a name or number of this machine"
              .formatted(endpoint.address()),
          e);
    }
  }

  private static void onlyKnown(String setting, List<String> names, String known) {
    for (String name : names) {
      if (!name.equals(known)) {
        throw new IllegalArgumentException(
            "%s '%s': want one of [%s]".formatted(setting, name, known));
      }
    }
  }

  private static Multiaddr dialable(String text) {
    String wanted =
        "network.bootstrap_peers '%s': want /ip4/…/tcp/… or /dns4/…/tcp/…, with or without the"
            + " /p2p/12D3KooW… of an Ed25519 key";
    Multiaddr address;
    try {
      address = Multiaddr.parse(text);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(wanted.formatted(text), e);
    }
    boolean named = address.peer().isEmpty() || address.peer().get().key().isPresent();
    if (address.tcpPort().isEmpty() || address.tcpPort().getAsInt() == 0 || !named) {
      throw new IllegalArgumentException(wanted.formatted(text));
    }
    return address;
  }
}
