package io.dtvn.adapters.libp2p.host;

import static io.dtvn.adapters.libp2p.host.Town.VALIDATORS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.host.Town.Inhabitant;
import io.dtvn.adapters.libp2p.lanes.LaneProtocol;
import io.dtvn.adapters.libp2p.ping.KeepAlive;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.PeerNetwork.ConnectedPeer;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.out.RecordingReceiver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How links come, go and come back. */
class LinksTest {

  private static final Signer ANNA = VALIDATORS.get(0);
  private static final Signer BERT = VALIDATORS.get(1);
  private static final Signer CARL = VALIDATORS.get(2);
  private static final int HALF_MIB = 1 << 19;

  private final Town town = new Town();

  @AfterEach
  void closeAll() {
    town.close();
  }

  @Test
  void two_that_dial_each_other_at_once_have_one_link_and_lose_no_frame() {
    int anna = Ports.free();
    int bert = Ports.free();
    for (int round = 0; round < 20; round++) {
      Inhabitant one = town.start(ANNA, anna, List.of(at(bert)), Metrics.NONE);
      Inhabitant other = town.start(BERT, bert, List.of(at(anna)), Metrics.NONE);
      Town.linked(one, ANNA, other, BERT);
      for (int i = 0; i < 100; i++) {
        Town.send(one, BERT, Lane.VOTES, "to bert " + i);
        Town.send(other, ANNA, Lane.VOTES, "to anna " + i);
      }
      one.hears().await("VOTES " + name(BERT) + " to anna 99");
      other.hears().await("VOTES " + name(ANNA) + " to bert 99");
      assertThat(one.hears().lines()).hasSize(101);
      assertThat(other.hears().lines()).hasSize(101);
      assertThat(one.network().refusals()).isEmpty();
      assertThat(other.network().refusals()).isEmpty();
      one.network().close();
      other.network().close();
    }
  }

  @Test
  void a_peer_that_restarts_is_found_where_it_said_that_it_listens() {
    Inhabitant anna = town.start(ANNA);
    Inhabitant bert = town.start(BERT, anna.address());
    Town.linked(anna, ANNA, bert, BERT);
    Town.await("bert's address", () -> knows(anna, bert.address()));
    bert.network().close();
    anna.hears().await("- " + name(BERT));
    Inhabitant again = town.start(BERT, bert.port(), List.of(), Metrics.NONE);
    again.hears().await("+ " + name(ANNA));
    Town.send(again, ANNA, Lane.VOTES, "back");
    anna.hears().await("VOTES " + name(BERT) + " back");
  }

  @Test
  void a_peer_that_is_not_there_yet_is_tried_until_it_is() {
    int port = Ports.free();
    Inhabitant anna = town.start(ANNA, at(port), "/dns4/localhost/tcp/" + port);
    Inhabitant bert = town.start(BERT, port, List.of(), Metrics.NONE);
    Town.linked(anna, ANNA, bert, BERT);
  }

  @Test
  void a_peer_that_falls_silent_is_given_up_and_looked_for_elsewhere() {
    Gauges gauges = new Gauges();
    town.limits(Town.wide(new KeepAlive.Timing(Duration.ofMillis(20), Duration.ofMillis(500))));
    Inhabitant anna = town.start(ANNA, 0, List.of(), gauges);
    try (Relay relay = new Relay(anna.port())) {
      Inhabitant bert = town.start(BERT, at(relay.port()));
      Town.linked(anna, ANNA, bert, BERT);
      Town.await("bert's address", () -> knows(anna, bert.address()));
      Town.await("a round trip to bert", () -> gauges.value("rtt", BERT) > 0);
      relay.swallowEverything();
      anna.hears().await("- " + name(BERT));
      String again = "+ " + name(BERT);
      anna.hears().await(lines -> lines.lastIndexOf(again) > lines.indexOf(again), "a new link");
      Town.send(anna, BERT, Lane.VOTES, "still there?");
      bert.hears().await("VOTES " + name(ANNA) + " still there?");
    }
  }

  @Test
  void a_round_trip_is_measured() {
    Gauges gauges = new Gauges();
    town.limits(Town.wide(new KeepAlive.Timing(Duration.ofMillis(20), Duration.ofSeconds(5))));
    Inhabitant anna = town.start(ANNA, 0, List.of(), gauges);
    Inhabitant bert = town.start(BERT, anna.address());
    Town.await("a round trip to bert", () -> gauges.value("rtt", BERT) > 0);
    assertThat(gauges.value("rtt", CARL)).isNaN();
    assertThat(gauges.value("network_peers")).isEqualTo(1);
    bert.network().close();
    Town.await("no round trip", () -> Double.isNaN(gauges.value("rtt", BERT)));
    Town.await("no peer", () -> gauges.value("network_peers") == 0);
  }

  @Test
  void a_peer_that_reads_nothing_loses_frames_of_its_own_alone() {
    Gauges gauges = new Gauges();
    Inhabitant anna = town.start(ANNA, 0, List.of(), gauges);
    RawPeer stalled = town.raw(BERT);
    Connection connection = stalled.dial(anna.address()).join();
    RawPeer.open(connection, new LaneProtocol(Town.GENESIS, Lane.VOTES).text());
    Inhabitant carl = town.start(CARL, anna.address());
    Town.linked(anna, ANNA, carl, CARL);
    anna.hears().await("+ " + name(BERT));
    Town.await("all lanes", () -> stalled.accepted.size() >= Lane.values().length);
    for (int i = 0; i < 200; i++) {
      anna.network().send(BERT.publicKey(), Lane.REQUESTS, Bytes.owning(new byte[HALF_MIB]));
      Town.send(anna, CARL, Lane.REQUESTS, "request " + i);
    }
    carl.hears().await("REQUESTS " + name(ANNA) + " request 199");
    assertThat(carl.hears().frames(Lane.REQUESTS)).hasSize(200);
    assertThat(gauges.count("lane_dropped_total", "requests")).isBetween(180L, 199L);
    assertThat(gauges.count("lane_dropped_total", "votes")).isZero();
  }

  @Test
  void closing_twice_is_harmless_and_frees_the_port() {
    Inhabitant anna = town.start(ANNA);
    anna.network().close();
    anna.network().close();
    Inhabitant again = town.start(ANNA, anna.port(), List.of(), Metrics.NONE);
    assertThat(again.port()).isEqualTo(anna.port());
  }

  private static boolean knows(Inhabitant who, String address) {
    return who.network().connected().stream()
        .map(ConnectedPeer::addresses)
        .anyMatch(List.of(address)::equals);
  }

  private static String at(int port) {
    return "/ip4/127.0.0.1/tcp/" + port;
  }

  private static String name(Signer who) {
    return RecordingReceiver.name(who.publicKey());
  }
}
