package io.dtvn.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.crypto.BouncyCastleCryptoProvider;
import io.dtvn.adapters.libp2p.Libp2pNetworkProvider;
import io.dtvn.adapters.libp2p.connection.UpgradeSettings;
import io.dtvn.adapters.libp2p.identify.Identify;
import io.dtvn.adapters.libp2p.lanes.LaneProtocol;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.multiformats.Multihash;
import io.dtvn.adapters.libp2p.ping.Ping;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.out.PeerNetwork.Refusal;
import io.dtvn.ports.spi.NetworkProvider.Endpoint;
import io.dtvn.ports.spi.NetworkProvider.NetworkConfig;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network that a validator runs, with js-libp2p and go-libp2p as member and as stranger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkTest {

  private static final long SECONDS_MAX = 60;
  private static final Digest GENESIS = Digest.of("interop".getBytes(StandardCharsets.US_ASCII));
  private static final BouncyCastleCryptoProvider CRYPTO = new BouncyCastleCryptoProvider();
  private static final Signer SIGNER = CRYPTO.signer(Bytes.owning(new byte[32]));

  /** The peers that are built already. */
  private final Map<Implementation, List<String>> programs = new EnumMap<>(Implementation.class);

  @ParameterizedTest
  @EnumSource(Implementation.class)
  void a_member_is_linked_identified_and_pinged_and_frames_pass_both_ways(Implementation other)
      throws Exception {
    try (PeerProcess peer =
        new PeerProcess(program(other), List.of("listen", "--lanes", GENESIS.hex()))) {
      Multiaddr address = Multiaddr.parse(PeerProcess.value(peer.await("listening"), "address"));
      PublicKey key = address.peer().flatMap(Multihash::key).orElseThrow();
      Heard heard = new Heard();
      try (PeerNetwork network = open(List.of(SIGNER.publicKey(), key), address.toString())) {
        network.start(heard);
        heard.await("+ " + key.hex());
        String identified = peer.await("identified");
        assertThat(PeerProcess.value(identified, "peer")).isEqualTo(ownId());
        assertThat(PeerProcess.value(identified, "agent")).startsWith("dtvn/");
        assertThat(PeerProcess.value(identified, "muxer")).isEqualTo(UpgradeSettings.YAMUX);
        assertThat(identified)
            .contains(LaneProtocol.names(GENESIS))
            .contains(Ping.PROTOCOL, Identify.PROTOCOL);
        assertThat(PeerProcess.value(peer.await("pinged"), "peer")).isEqualTo(ownId());
        heard.await("VOTES from");
        network.send(key, Lane.VOTES, bytes("to"));
        assertThat(PeerProcess.value(peer.await("frame"), "text")).isEqualTo("to");
        assertThat(network.refusals()).isEmpty();
        assertThat(network.connected()).extracting(PeerNetwork.ConnectedPeer::key).contains(key);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Implementation.class)
  void a_stranger_opens_no_lane_and_is_counted(Implementation other) throws Exception {
    Heard heard = new Heard();
    try (PeerNetwork network = open(List.of(SIGNER.publicKey()), "")) {
      network.start(heard);
      String address = network.listenAddresses().getFirst() + "/p2p/" + ownId();
      String votes = new LaneProtocol(GENESIS, Lane.VOTES).text();
      try (PeerProcess peer =
          new PeerProcess(program(other), List.of("dial", address, "--refused", votes))) {
        assertThat(PeerProcess.value(peer.await("refused"), "problem")).isNotEmpty();
      }
      assertThat(network.refusals()).extracting(Refusal::reason).containsExactly("not_a_member");
      assertThat(network.connected()).isEmpty();
      assertThat(heard.lines).isEmpty();
    }
  }

  private List<String> program(Implementation other) {
    return programs.computeIfAbsent(other, Implementation::build);
  }

  private static PeerNetwork open(List<PublicKey> members, String bootstrap) {
    Endpoint endpoint =
        new Endpoint(
            "127.0.0.1",
            0,
            bootstrap.isEmpty() ? List.of() : List.of(bootstrap),
            List.of("tcp"),
            List.of("noise"));
    return new Libp2pNetworkProvider()
        .open(
            new NetworkConfig(SIGNER, CRYPTO.verifier(), GENESIS, members, endpoint, Metrics.NONE));
  }

  private static String ownId() {
    return Multihash.of(SIGNER.publicKey()).text();
  }

  private static Bytes bytes(String text) {
    return Bytes.owning(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What the network tells, as lines. */
  private static final class Heard implements PeerNetwork.Receiver {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void onFrame(PublicKey peer, Lane lane, Bytes frame) {
      lines.add(lane + " " + new String(frame.toBytes(), StandardCharsets.US_ASCII));
    }

    @Override
    public void onConnected(PublicKey peer) {
      lines.add("+ " + peer.hex());
    }

    @Override
    public void onDisconnected(PublicKey peer) {
      lines.add("- " + peer.hex());
    }

    void await(String line) throws InterruptedException {
      assertThat(lines.poll(SECONDS_MAX, TimeUnit.SECONDS)).isEqualTo(line);
    }
  }
}
