package io.dtvn.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.connection.TestNode;
import io.dtvn.adapters.libp2p.connection.UpgradeSettings;
import io.dtvn.adapters.libp2p.identify.Identify;
import io.dtvn.adapters.libp2p.identify.PeerFacts;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.multiformats.Multihash;
import io.dtvn.adapters.libp2p.ping.Ping;
import io.dtvn.adapters.libp2p.ping.PingResponder;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.yamux.YamuxLimits;
import io.dtvn.domain.codec.PublicKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * tcp, Noise, yamux, ping and identify with js-libp2p and go-libp2p, dialled from either side, with
 * the muxer agreed on within the handshake and after it; and 50 MB each way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InteropTest {

  private static final long BYTES = 50_000_000;
  private static final String AGENT = "dtvn/test";
  private static final UpgradeSettings LATE =
      new UpgradeSettings(Duration.ofSeconds(10), List.of(), YamuxLimits.DEFAULT);

  /** The peers that are built already. */
  private final Map<Implementation, List<String>> programs = new EnumMap<>(Implementation.class);

  @ParameterizedTest(name = "{0}, early there {1}, early here {2}")
  @CsvSource({
    "JS, true, true",
    "JS, false, true",
    "JS, true, false",
    "GO, true, true",
    "GO, true, false"
  })
  void they_dial_us(Implementation other, boolean earlyThere, boolean earlyHere) throws Exception {
    List<String> program = program(other);
    try (TestNode node = node(earlyHere)) {
      Multiaddr address = Multiaddr.ofTcp(node.listen()).withPeer(node.key());
      List<String> arguments = new ArrayList<>(List.of("dial", address.toString()));
      if (other == Implementation.JS) {
        arguments.add("--bytes");
      }
      arguments.add(Long.toString(BYTES));
      arguments.addAll(late(other, earlyThere));
      try (PeerProcess peer = new PeerProcess(program, arguments)) {
        Connection connection = TestNode.await(node.nextAccepted());
        assertIdentifies(connection, other);
        assertPings(connection);
        assertThat(PeerProcess.value(peer.await("pinged"), "peer")).isEqualTo(id(node.key()));
        assertThat(PeerProcess.value(peer.await("pushed"), "counted")).isEqualTo("" + BYTES);
        assertThat(PeerProcess.value(peer.await("pulled"), "counted")).isEqualTo("" + BYTES);
        assertIdentified(peer, node, earlyThere && earlyHere, other);
        peer.await("done");
      }
    }
  }

  @ParameterizedTest(name = "{0}, early there {1}, early here {2}")
  @CsvSource({
    "JS, true, true",
    "JS, false, true",
    "JS, true, false",
    "GO, true, true",
    "GO, true, false"
  })
  void we_dial_them(Implementation other, boolean earlyThere, boolean earlyHere) throws Exception {
    List<String> program = program(other);
    List<String> arguments = new ArrayList<>(List.of("listen"));
    arguments.addAll(late(other, earlyThere));
    try (TestNode node = node(earlyHere);
        PeerProcess peer = new PeerProcess(program, arguments)) {
      Multiaddr address = Multiaddr.parse(PeerProcess.value(peer.await("listening"), "address"));
      PublicKey key = address.peer().flatMap(Multihash::key).orElseThrow();
      InetSocketAddress socket =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), address.tcpPort().orElseThrow());
      Connection connection = TestNode.await(node.dial(socket, Optional.of(key)));
      assertThat(connection.peer()).isEqualTo(key);
      assertIdentifies(connection, other);
      assertPings(connection);

      Asker push = Asker.sending(BYTES);
      TestNode.await(connection.open(Answerer.SINK, push));
      assertThat(TestNode.await(push.done()).first()).isEqualTo(BYTES);
      Asker pull = Asker.asking(BYTES);
      TestNode.await(connection.open(Answerer.SOURCE, pull));
      assertThat(TestNode.await(pull.done()).received()).isEqualTo(BYTES);
      assertIdentified(peer, node, earlyThere && earlyHere, other);
    }
  }

  private List<String> program(Implementation other) {
    return programs.computeIfAbsent(other, Implementation::build);
  }

  private static TestNode node(boolean early) {
    TestNode node = new TestNode(1, early ? UpgradeSettings.USUAL : LATE);
    PeerFacts facts =
        new PeerFacts(
            List.of(),
            List.of(Ping.PROTOCOL, Identify.PROTOCOL),
            Optional.empty(),
            "dtvn/1",
            AGENT);
    return node.handle(Answerer.SINK, Answerer::sink)
        .handle(Answerer.SOURCE, Answerer::source)
        .handle(Ping.PROTOCOL, () -> new PingResponder(() -> {}))
        .handle(Identify.PROTOCOL, () -> Identify.answer(node.key(), facts));
  }

  /** go-libp2p always offers its muxers early; js-libp2p can be told not to. */
  private static List<String> late(Implementation other, boolean early) {
    return early || other == Implementation.GO ? List.of() : List.of("--late-muxer");
  }

  /** We learn who they are. */
  private static void assertIdentifies(Connection connection, Implementation other)
      throws Exception {
    PeerFacts facts = TestNode.await(Identify.ask(connection));
    assertThat(facts.agentVersion()).contains(other.agent());
    assertThat(facts.protocols()).contains(Ping.PROTOCOL, Identify.PROTOCOL, Answerer.SINK);
    assertThat(facts.observedAddress().orElseThrow().tcpPort()).isPresent();
  }

  private static void assertPings(Connection connection) throws Exception {
    OnePing ping = new OnePing();
    TestNode.await(connection.open(Ping.PROTOCOL, ping));
    assertThat(TestNode.await(ping.echo())).isEqualTo(OnePing.question());
  }

  /** They learn who we are. */
  private static void assertIdentified(
      PeerProcess peer, TestNode node, boolean early, Implementation other)
      throws InterruptedException {
    String identified = peer.await("identified");
    assertThat(PeerProcess.value(identified, "peer")).isEqualTo(id(node.key()));
    assertThat(PeerProcess.value(identified, "agent")).isEqualTo(AGENT);
    assertThat(PeerProcess.value(identified, "muxer")).isEqualTo(UpgradeSettings.YAMUX);
    if (other == Implementation.GO) {
      assertThat(PeerProcess.value(identified, "early")).isEqualTo(Boolean.toString(early));
    }
  }

  private static String id(PublicKey key) {
    return Multihash.of(key).text();
  }
}
