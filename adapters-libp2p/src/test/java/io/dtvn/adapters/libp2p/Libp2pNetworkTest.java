package io.dtvn.adapters.libp2p;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.out.PeerNetworkContractTest;
import io.dtvn.ports.spi.NetworkProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What every network carries, over real sockets of this machine. */
class Libp2pNetworkTest extends PeerNetworkContractTest {

  @Override
  protected NetworkProvider provider() {
    return phoneBook;
  }

  private final NetworkProvider phoneBook = new PhoneBook();

  /** Gives each key a port of its own and tells each node where those before it are. */
  private static final class PhoneBook implements NetworkProvider {

    private final Map<PublicKey, Integer> ports = new TreeMap<>();

    @Override
    public String name() {
      return "libp2p";
    }

    @Override
    public PeerNetwork open(NetworkConfig config) {
      List<String> others =
          ports.entrySet().stream()
              .filter(entry -> !entry.getKey().equals(config.self()))
              .map(entry -> "/ip4/127.0.0.1/tcp/" + entry.getValue())
              .toList();
      int port = ports.computeIfAbsent(config.self(), _ -> freePort());
      Endpoint endpoint = new Endpoint("127.0.0.1", port, others, List.of("tcp"), List.of("noise"));
      return new Libp2pNetworkProvider()
          .open(
              new NetworkConfig(
                  new Scribble(config.self()),
                  config.verifier(),
                  config.genesisHash(),
                  config.members(),
                  endpoint,
                  config.metrics()));
    }

    private static int freePort() {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The contract's keys have no private half, and its verifier believes everything. */
  private record Scribble(PublicKey publicKey) implements Signer {

    @Override
    public Signature sign(Bytes message) {
      return Signature.fromBytes(new byte[Signature.BYTES], 0);
    }
  }
}
