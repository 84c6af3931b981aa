package io.dtvn.adapters.libp2p.host;

import static io.dtvn.adapters.libp2p.host.Town.VALIDATORS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.connection.Upgrade;
import io.dtvn.adapters.libp2p.connection.UpgradeSettings;
import io.dtvn.adapters.libp2p.meters.LaneMeters;
import io.dtvn.adapters.libp2p.meters.Refusals;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.ping.KeepAlive;
import io.dtvn.domain.membership.PeerId;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.NetworkProvider.Endpoint;
import io.dtvn.ports.spi.NetworkProvider.NetworkConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** That a failure neither ends the looking nor takes the room of a dial. */
class DialerTest {

  private static final Signer ANNA = VALIDATORS.getFirst();
  private static final HostLimits ONE_DIAL =
      new HostLimits(
          8,
          2,
          4,
          10,
          20,
          30,
          1,
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          KeepAlive.Timing.USUAL);

  private final Refusals refusals = new Refusals(Metrics.NONE);
  private final LaneMeters meters = new LaneMeters(Metrics.NONE);
  private final HostLog log = new HostLog();

  @Test
  void a_dial_that_fails_at_once_leaves_its_room_to_the_next() {
    List<String> dialled = new ArrayList<>();
    Dialer dialer =
        dialer(
            (address, _) -> {
              dialled.add(address.toString());
              throw new IllegalStateException("no sockets today");
            });
    dialer.look();
    assertThat(dialled).containsExactly("/ip4/127.0.0.1/tcp/1", "/ip4/127.0.0.1/tcp/2");
  }

  @Test
  void every_address_of_a_peer_is_tried_in_turn_and_each_has_a_delay_of_its_own() {
    List<String> dialled = new ArrayList<>();
    String first = "/ip4/127.0.0.1/tcp/1";
    String second = "/ip4/127.0.0.1/tcp/2";
    String bert = "/p2p/" + PeerId.of(Town.VALIDATORS.get(1).publicKey());
    Dialer dialer =
        dialer(
            (address, done) -> {
              dialled.add(address.toString());
              done.connected(null);
            },
            List.of(first + bert, second + bert));
    Town.await(
        "both addresses, again and again",
        () -> {
          dialer.look();
          return Collections.frequency(dialled, first) > 2
              && Collections.frequency(dialled, second) > 2;
        });
    assertThat(dialled.subList(0, 2)).containsExactly(first, second);
  }

  @Test
  void the_address_that_has_waited_longest_comes_first() {
    Target first = target(1);
    Target second = target(2);
    assertThat(Dialer.inTurn(List.of(first, second))).containsExactly(first, second);
    first.failed(System.nanoTime());
    assertThat(Dialer.inTurn(List.of(first, second))).containsExactly(second, first);
  }

  private static Target target(int port) {
    Multiaddr address = Multiaddr.parse("/ip4/127.0.0.1/tcp/" + port);
    return Target.configured(address, new Backoff(new Random(1)));
  }

  private Dialer dialer(Dialer.Connector connector) {
    return dialer(connector, List.of("/ip4/127.0.0.1/tcp/1", "/ip4/127.0.0.1/tcp/2"));
  }

  private Dialer dialer(Dialer.Connector connector, List<String> bootstrap) {
    HostPlan plan = plan(bootstrap);
    Links links = new Links(plan, meters, refusals, log);
    Upgrade upgrade =
        new Upgrade(
            ANNA,
            Town.CRYPTO.verifier(),
            UpgradeSettings.USUAL,
            new PeerProtocols(plan, links, meters, List.of()));
    Gatekeeper gatekeeper =
        new Gatekeeper(
            ANNA.publicKey(),
            upgrade,
            links,
            new Gatekeeper.Judgement(refusals, log, KeepAlive.Timing.USUAL));
    Admission admission = new Admission(ONE_DIAL);
    return new Dialer(
        plan,
        ONE_DIAL,
        links,
        new Dialer.Parts(gatekeeper, connector, admission, log, new Random(1)));
  }

  private static HostPlan plan(List<String> bootstrap) {
    Endpoint endpoint = new Endpoint("127.0.0.1", 0, bootstrap, List.of("tcp"), List.of("noise"));
    return HostPlan.of(
        new NetworkConfig(
            ANNA, Town.CRYPTO.verifier(), Town.GENESIS, Town.members(), endpoint, Metrics.NONE));
  }
}
