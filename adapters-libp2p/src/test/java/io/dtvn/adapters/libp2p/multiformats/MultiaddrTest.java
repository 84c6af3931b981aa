package io.dtvn.adapters.libp2p.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Hex;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiaddrTest {

  private static final PublicKey KEY =
      PublicKey.parse("1ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e");

  @ParameterizedTest
  @CsvSource({
    "/ip4/127.0.0.1/tcp/4001, 047f000001060fa1",
    "/ip6/::1/tcp/443, 29000000000000000000000000000000010601bb",
    "/ip4/1.2.3.4/udp/65535/quic-v1, 04010203049102ffffcd03",
    "/dns4/a.example/tcp/0/ws, 3609612e6578616d706c65060000dd03",
    "/dns/x/tcp/1/tls/sni/y/noise, 3501780600 01c003c1030179c603"
  })
  void text_and_bytes_say_the_same(String text, String hex) {
    byte[] bytes = Hex.decode(hex.replace(" ", ""));
    assertThat(Multiaddr.parse(text).bytes().toBytes()).isEqualTo(bytes);
    assertThat(Multiaddr.fromBytes(bytes)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/unix/a/b",
        "/ip6zone/eth0/ip6/fe80::1/ipcidr/64",
        "/ip4/1.2.3.4/udp/1/webrtc-direct/certhash/uEiDDq4_xNyDorZBH3TlGazyJdOWSwvo4PUo5YHFMrvDE8g",
        "/dns/x/tcp/443/https/http-path/a%2Fb%20c",
        "/onion3/vww6ybal4bd7szmgncyruucpgfkqahzddi37ktceo3ah7ngmcopnpyyd:1234",
        "/memory/7/p2p-circuit",
        "/dnsaddr/example.org/p2p/QmcgpsyWgH8Y8ajJz1Cu72KnS5uo2Aa2LpzU7kinSupNKC"
      })
  void every_kind_of_value_goes_both_ways(String text) {
    Multiaddr address = Multiaddr.parse(text);
    assertThat(address).hasToString(text);
    assertThat(Multiaddr.fromBytes(address.bytes().toBytes())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "ip4/1.2.3.4",
        "/ip4",
        "/ip4/1.2.3",
        "/ip4/::1",
        "/ip6/1.2.3.4",
        "/tcp/65536",
        "/tcp/-1",
        "/tcp/+1",
        "/tcp/",
        "/dns/",
        "/nobody/1",
        "/p2p/12D3KooW",
        "/p2p/x",
        "/p2p/1",
        "/ipcidr/256",
        "/onion3/abc:1",
        "/certhash/x",
        "/ip6/fe80::1%eth0"
      })
  void other_text_is_refused(String text) {
    assertThatThrownBy(() -> Multiaddr.parse(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void an_unknown_code_is_refused_and_named() {
    assertThatThrownBy(() -> Multiaddr.fromBytes(new byte[] {(byte) 0x99, 0x7f}))
        .hasMessageContaining("unknown protocol code");
  }

  @Test
  void parts_and_bytes_are_limited() {
    assertThatThrownBy(() -> Multiaddr.parse("/ws".repeat(17))).hasMessageContaining("16 parts");
    assertThat(Multiaddr.parse("/ws".repeat(16)).parts()).hasSize(16);
    assertThatThrownBy(() -> Multiaddr.fromBytes(new byte[1025])).hasMessageContaining("1024");
    assertThatThrownBy(() -> Multiaddr.parse("/dns/" + "a".repeat(1100)))
        .hasMessageContaining("1024");
  }

  @Test
  void host_port_and_peer_are_read_out_of_a_plain_tcp_address() {
    Multiaddr plain = Multiaddr.parse("/dns4/node0.example/tcp/4001");
    assertThat(plain.host()).contains("node0.example");
    assertThat(plain.tcpPort()).hasValue(4001);
    assertThat(plain.peer()).isEmpty();
    Multiaddr with = plain.withPeer(KEY);
    assertThat(with.tcpPort()).hasValue(4001);
    assertThat(with.peer().flatMap(Multihash::key)).contains(KEY);
    assertThat(with.withPeer(KEY)).isEqualTo(with);
    assertThat(with.withoutPeer()).isEqualTo(plain);
    assertThat(Multiaddr.parse("/ip4/1.2.3.4/tcp/1/ws").tcpPort()).isEmpty();
    assertThat(Multiaddr.parse("/ip4/1.2.3.4/udp/1").tcpPort()).isEmpty();
    assertThat(Multiaddr.ofTcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80)))
        .hasToString("/ip4/127.0.0.1/tcp/80");
  }

  @Property
  void any_bytes_are_refused_or_come_back(@ForAll @Size(max = 60) byte[] any) {
    try {
      Multiaddr address = Multiaddr.fromBytes(any);
      assertThat(address.bytes().toBytes()).isEqualTo(any);
      assertThat(address.toString()).startsWith("/");
    } catch (MalformedException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Property
  void a_changed_or_cut_address_is_refused_or_still_one(
      @ForAll @IntRange(max = 60) int at, @ForAll byte with, @ForAll @IntRange(max = 60) int keep) {
    byte[] bytes = Multiaddr.parse("/dns4/node0/tcp/4001").withPeer(KEY).bytes().toBytes();
    bytes[at % bytes.length] = with;
    any_bytes_are_refused_or_come_back(bytes);
    any_bytes_are_refused_or_come_back(Arrays.copyOf(bytes, Math.min(keep, bytes.length)));
  }
}
