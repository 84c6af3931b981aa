package io.dtvn.adapters.libp2p.host;

import static io.dtvn.adapters.libp2p.host.Town.STRANGER;
import static io.dtvn.adapters.libp2p.host.Town.VALIDATORS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.host.Town.Inhabitant;
import io.dtvn.adapters.libp2p.lanes.LaneProtocol;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.domain.membership.PeerId;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.out.RecordingReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is refused, why, and that it is counted. */
class StrangersTest {

  private static final Signer ANNA = VALIDATORS.get(0);
  private static final Signer BERT = VALIDATORS.get(1);
  private static final Signer CARL = VALIDATORS.get(2);

  private final Town town = new Town();

  @AfterEach
  void closeAll() {
    town.close();
  }

  @Test
  void a_stranger_is_refused_before_it_opens_a_stream() {
    Inhabitant anna = town.start(ANNA);
    RawPeer stranger = town.raw(STRANGER);
    RawPeer.awaitClosed(stranger.dial(anna.address()).join());
    Town.await("the refusal", () -> anna.refused("not_a_member") == 1);
    assertThat(stranger.accepted).isEmpty();
    assertThat(anna.network().refusals()).hasSize(1);
    assertThat(anna.network().connected()).isEmpty();
    assertThat(anna.hears().lines()).isEmpty();
  }

  @Test
  void members_of_two_networks_refuse_each_other_and_say_so() {
    Inhabitant anna = town.start(ANNA);
    town.genesis(Town.OTHER_GENESIS);
    Inhabitant bert = town.start(BERT, anna.address());
    Town.await("anna's refusal", () -> anna.refused("wrong_genesis") > 0);
    Town.await("bert's refusal", () -> bert.refused("wrong_genesis") > 0);
    assertThat(anna.hears().lines()).isEmpty();
    assertThat(bert.hears().lines()).isEmpty();
  }

  @Test
  void a_member_that_knows_no_lane_is_of_no_network_of_ours() {
    Inhabitant anna = town.start(ANNA);
    RawPeer bert = town.raw(BERT);
    bert.deaf = true;
    RawPeer.awaitClosed(bert.dial(anna.address()).join());
    assertThat(anna.refused("wrong_genesis")).isEqualTo(1);
  }

  @Test
  void a_second_process_with_our_key_alarms_both() {
    Inhabitant anna = town.start(ANNA);
    Inhabitant again = town.start(ANNA, anna.address());
    Town.await("the first one's alarm", () -> anna.refused("own_identity") > 0);
    Town.await("the second one's alarm", () -> again.refused("own_identity") > 0);
    assertThat(anna.network().connected()).isEmpty();
  }

  @Test
  void our_own_address_among_those_of_the_peers_alarms_nobody() {
    Inhabitant bert = town.start(BERT);
    int port = Ports.free();
    Inhabitant anna =
        town.start(ANNA, port, List.of("/ip4/127.0.0.1/tcp/" + port, bert.address()), Metrics.NONE);
    Town.linked(anna, ANNA, bert, BERT);
    assertThat(anna.network().refusals()).isEmpty();
  }

  @Test
  void whoever_answers_in_place_of_another_is_refused() {
    Inhabitant anna = town.start(ANNA);
    String carlsId = "/p2p/" + PeerId.of(CARL.publicKey());
    Inhabitant bert = town.start(BERT, anna.address() + carlsId);
    Town.await("the refusal", () -> bert.refused("wrong_identity") > 0);
    assertThat(bert.network().connected()).isEmpty();
    assertThat(anna.hears().lines()).isEmpty();
  }

  @Test
  void bytes_that_are_no_handshake_are_counted_and_a_knock_is_not() throws IOException {
    Inhabitant anna = town.start(ANNA);
    try (Socket knock = new Socket(InetAddress.getLoopbackAddress(), anna.port())) {
      assertThat(knock.isConnected()).isTrue();
    }
    try (Socket garbage = new Socket(InetAddress.getLoopbackAddress(), anna.port())) {
      byte[] noise = new byte[4096];
      Arrays.fill(noise, (byte) 0x5a);
      garbage.getOutputStream().write(noise);
      Town.await("the refusal", () -> anna.refused("handshake_failed") == 1);
      assertThat(garbage.getInputStream().readAllBytes().length).isLessThan(100);
    } catch (IOException reset) {
      assertThat(anna.refused("handshake_failed")).isEqualTo(1);
    }
    assertThat(anna.network().refusals()).hasSize(1);
  }

  @Test
  void a_frame_above_its_lanes_limit_ends_the_link() {
    Inhabitant anna = town.start(ANNA);
    breaks(anna, "oversized_frame", Unpooled.wrappedBuffer(new byte[] {-1, -1, 0x7f}));
  }

  @Test
  void a_length_that_is_not_in_its_shortest_form_ends_the_link() {
    Inhabitant anna = town.start(ANNA);
    breaks(anna, "bad_frame", Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, 0}));
  }

  private void breaks(Inhabitant anna, String reason, ByteBuf written) {
    RawPeer bert = town.raw(BERT);
    Connection connection = bert.dial(anna.address()).join();
    Stream votes = RawPeer.open(connection, new LaneProtocol(Town.GENESIS, Lane.VOTES).text());
    anna.hears().await("+ " + RecordingReceiver.name(BERT.publicKey()));
    votes.write(Unpooled.wrappedBuffer(new byte[] {2, 'o', 'k'}));
    anna.hears().await("VOTES " + RecordingReceiver.name(BERT.publicKey()) + " ok");
    votes.write(written);
    RawPeer.awaitClosed(connection);
    anna.hears().await("- " + RecordingReceiver.name(BERT.publicKey()));
    assertThat(anna.refused(reason)).isEqualTo(1);
    assertThat(anna.hears().frames(Lane.VOTES)).hasSize(1);
  }
}
