package io.dtvn.adapters.libp2p.host;

import static io.dtvn.adapters.libp2p.host.Town.STRANGER;
import static io.dtvn.adapters.libp2p.host.Town.VALIDATORS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.host.Town.Inhabitant;
import io.dtvn.adapters.libp2p.ping.KeepAlive;
import io.dtvn.domain.membership.PeerId;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who holds a TCP connection and says nothing, or breaks something, locks no validator out. */
class SilentPlacesTest {

  private static final Signer ANNA = VALIDATORS.get(0);
  private static final Signer BERT = VALIDATORS.get(1);

  private final Town town = new Town();

  @AfterEach
  void closeAll() {
    town.close();
  }

  @Test
  void a_peer_comes_in_while_its_address_is_silent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "/ip4/127.0.0.1/tcp/" + silent.getLocalPort();
      Inhabitant anna = town.start(ANNA, address + "/p2p/" + PeerId.of(BERT.publicKey()));
      try (Socket dialled = silent.accept()) {
        assertThat(dialled.getInputStream().read()).as("anna speaks first").isNotNegative();
        Inhabitant bert = town.start(BERT, anna.address());
        Town.linked(anna, ANNA, bert, BERT);
        assertThat(isOpen(dialled)).as("the silent one is still waited for").isTrue();
      }
    }
  }

  @Test
  void places_of_the_configuration_have_room_from_the_start() throws IOException {
    town.limits(crowded());
    Inhabitant anna = town.start(ANNA, "/ip4/127.0.0.1/tcp/" + Ports.free());
    try (Socket silent = knock(anna)) {
      Inhabitant bert = town.start(BERT, anna.address());
      Town.linked(anna, ANNA, bert, BERT);
      assertThat(anna.network().refusals()).isEmpty();
      assertThat(isOpen(silent)).isTrue();
    }
  }

  @Test
  void a_name_of_the_configuration_counts_as_the_place_that_it_stands_for() throws IOException {
    town.limits(crowded());
    Inhabitant anna = town.start(ANNA, "/dns4/localhost/tcp/" + Ports.free());
    try (Socket silent = knock(anna)) {
      Inhabitant bert = town.start(BERT, anna.address());
      Town.linked(anna, ANNA, bert, BERT);
      assertThat(isOpen(silent)).isTrue();
    }
  }

  @Test
  void a_newcomer_gets_the_place_of_a_silent_stranger() throws IOException {
    town.limits(limits(3, 2, 3, Duration.ZERO));
    Inhabitant anna = town.start(ANNA);
    try (Socket silent = knock(anna)) {
      Inhabitant bert = town.start(BERT, anna.address());
      Town.linked(anna, ANNA, bert, BERT);
      assertThat(anna.refused("too_many_connections")).isZero();
      Town.await("the end of the silent one", () -> anna.refused("too_slow") == 1);
      assertThat(isOpen(silent)).isFalse();
    }
  }

  @Test
  void what_fails_after_a_handshake_takes_no_room_for_good() {
    town.limits(limits(2, 1, 1));
    Inhabitant anna = town.start(ANNA, 0, List.of(), new Failing());
    RawPeer.awaitClosed(town.raw(STRANGER).dial(anna.address()).join());
    Inhabitant bert = town.start(BERT, anna.address());
    Town.linked(anna, ANNA, bert, BERT);
  }

  /** One stranger fills what strangers may have. */
  private static HostLimits crowded() {
    return limits(8, 7, 8);
  }

  private static HostLimits limits(int pendingMax, int pendingReserve, int pendingPerSource) {
    return limits(pendingMax, pendingReserve, pendingPerSource, Duration.ofSeconds(10));
  }

  private static HostLimits limits(
      int pendingMax, int pendingReserve, int pendingPerSource, Duration certain) {
    Duration patience = Duration.ofSeconds(5);
    KeepAlive.Timing timing = KeepAlive.Timing.USUAL;
    return new HostLimits(
        pendingMax, pendingReserve, pendingPerSource, 100, 100, 100, 16, patience, certain, timing);
  }

  /** A connection that is in its handshake: the other side has been told to wait for more. */
  private static Socket knock(Inhabitant who) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), who.port());
    socket
        .getOutputStream()
        .write("\u0013/multistream/1.0.0\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(socket.getInputStream().read()).as("an answer").isNotNegative();
    return socket;
  }

  private static boolean isOpen(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    byte[] heard = new byte[1024];
    try {
      int bytes = 0;
      while (bytes >= 0) {
        bytes = socket.getInputStream().read(heard);
      }
      return false;
    } catch (SocketTimeoutException _) {
      return true;
    }
  }

  /** Cannot count who is refused. */
  private static final class Failing implements Metrics {

    @Override
    public Counter counter(Metric metric) {
      boolean fails = metric.toString().contains("not_a_member");
      return _ -> {
        if (fails) {
          throw new IllegalStateException("this counter fails");
        }
      };
    }

    @Override
    public Timer timer(Metric metric) {
      return _ -> {};
    }

    @Override
    public void gauge(Metric metric, DoubleSupplier value) {}
  }
}
