package io.dtvn.adapters.libp2p.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.domain.membership.PeerId;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.NetworkProvider.Endpoint;
import io.dtvn.ports.spi.NetworkProvider.NetworkConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which addresses are believed, told, dialled and taken from a configuration. */
class AddressRulesTest {

  private static final String PUBLIC = "/ip4/11.0.0.1/tcp/4001";
  private static final String PRIVATE = "/ip4/192.168.1.2/tcp/4001";
  private static final String LOOPBACK = "/ip4/127.0.0.1/tcp/4001";

  @Test
  void loopback_and_private_addresses_are_believed_where_we_have_such_ourselves() {
    assertThat(believed("/ip4/127.0.0.1/tcp/9", PUBLIC, PRIVATE, LOOPBACK))
        .containsExactly(PUBLIC, PRIVATE, LOOPBACK);
    assertThat(believed("/ip4/10.1.1.1/tcp/9", PUBLIC, PRIVATE, LOOPBACK))
        .containsExactly(PUBLIC, PRIVATE);
    assertThat(believed("/ip4/11.5.5.5/tcp/9", PUBLIC, PRIVATE, LOOPBACK)).containsExactly(PUBLIC);
  }

  @Test
  void what_cannot_be_dialled_is_left_out() {
    assertThat(
            believed(
                LOOPBACK,
                "/ip4/0.0.0.0/tcp/4001",
                "/ip4/224.0.0.1/tcp/4001",
                "/ip4/169.254.1.1/tcp/4001",
                "/ip4/11.0.0.1/tcp/0",
                "/ip4/11.0.0.1/udp/4001/quic-v1",
                "/dns4/localhost/tcp/4001",
                "/ip6/fe80::1/tcp/4001"))
        .isEmpty();
    assertThat(believed("/ip4/11.5.5.5/tcp/9", "/ip6/fd00::1/tcp/1", "/ip6/::1/tcp/1")).isEmpty();
  }

  @Test
  void few_addresses_of_one_peer_are_kept_and_none_twice() {
    String[] told =
        IntStream.range(0, 30)
            .mapToObj(i -> "/ip4/11.0.0.1/tcp/" + (1 + i / 2))
            .toArray(String[]::new);
    assertThat(believed(LOOPBACK, told))
        .hasSize(AddressRules.ADDRESSES_MAX)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_socket_bound_to_no_interface_listens_on_all() throws UnknownHostException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 4001);
    assertThat(AddressRules.listening(any).stream().map(Multiaddr::toString))
        .contains("/ip4/127.0.0.1/tcp/4001")
        .doesNotContain("/ip4/0.0.0.0/tcp/4001");
  }

  @Test
  void delays_double_up_to_five_seconds_and_begin_again() {
    Backoff backoff = new Backoff(new SplittableRandom(1));
    for (int i = 0; i < 20; i++) {
      int nominal = Math.min(100 << Math.min(i, 10), Backoff.MILLIS_MAX);
      assertThat(backoff.nextMillis()).isBetween(nominal / 2, nominal);
    }
    backoff.reset();
    assertThat(backoff.nextMillis()).isBetween(50, 100);
  }

  @Test
  void a_configuration_that_cannot_be_is_refused_with_what_can() {
    String id = "/p2p/" + PeerId.of(Town.STRANGER.publicKey());
    assertThat(plan(LOOPBACK, LOOPBACK + id, "/dns4/node1/tcp/4001").bootstrap()).hasSize(3);
    for (String wrong :
        List.of(
            "",
            "127.0.0.1:4001",
            "/ip4/127.0.0.1",
            "/ip4/127.0.0.1/udp/4001/quic-v1",
            "/ip4/127.0.0.1/tcp/0",
            LOOPBACK + "/p2p/QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N")) {
      assertThatThrownBy(() -> plan(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("network.bootstrap_peers '" + wrong + "': want ");
    }
    assertThatThrownBy(
            () ->
                HostPlan.of(
                    config(new Endpoint("127.0.0.1", 1, List.of(), List.of("quic"), List.of()))))
        .hasMessage("network.transports 'quic': want one of [tcp]");
    assertThatThrownBy(
            () ->
                HostPlan.of(
                    config(new Endpoint("127.0.0.1", 1, List.of(), List.of(), List.of("tls")))))
        .hasMessage("network.security 'tls': want one of [noise]");
    assertThatThrownBy(
            () ->
                HostPlan.of(
                    config(new Endpoint("127.0.0.1", 65536, List.of(), List.of(), List.of()))))
        .hasMessageStartingWith("network.listen_port");
  }

  private static HostPlan plan(String... bootstrap) {
    return HostPlan.of(
        config(new Endpoint("127.0.0.1", 0, List.of(bootstrap), List.of("tcp"), List.of("noise"))));
  }

  private static NetworkConfig config(Endpoint endpoint) {
    return new NetworkConfig(
        Town.STRANGER,
        Town.CRYPTO.verifier(),
        Town.GENESIS,
        Town.members(),
        endpoint,
        Metrics.NONE);
  }

  private static List<String> believed(String ours, String... told) {
    return AddressRules.believable(
            Stream.of(told).map(Multiaddr::parse).toList(), Multiaddr.parse(ours))
        .stream()
        .map(Multiaddr::toString)
        .toList();
  }
}
