package io.dtvn.adapters.libp2p.host;

import static io.dtvn.adapters.libp2p.host.Town.STRANGER;
import static io.dtvn.adapters.libp2p.host.Town.VALIDATORS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.dtvn.adapters.libp2p.host.Town.Inhabitant;
import io.dtvn.adapters.libp2p.lanes.LaneProtocol;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.ping.KeepAlive;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thousand of each, and nothing is left behind. */
class LeaksTest {

  private static final Signer ANNA = VALIDATORS.get(0);
  private static final Signer BERT = VALIDATORS.get(1);
  private static final int TIMES = 1000;
  private static final int DESCRIPTORS_SLACK = 20;
  private static final int THREADS_SLACK = 5;
  private static final long BYTES_SLACK = 16 << 20;

  private static final int SOME_TIMES = 20;
  private static final int HALF_MIB = 1 << 19;

  private final BufferLeaks buffers = new BufferLeaks();
  private final Town town = new Town();

  @AfterEach
  void closeAll() {
    town.close();
    buffers.assertNoneButOurOwn();
    buffers.close();
  }

  @Test
  void half_open_connections_leave_nothing() {
    town.limits(Town.wide(new KeepAlive.Timing(Duration.ofMillis(10), Duration.ofMillis(200))));
    Inhabitant anna = town.start(ANNA);
    RawPeer bert = town.raw(BERT);
    fallSilent(anna, bert);
    Resources before = Resources.now();
    for (int i = 0; i < SOME_TIMES; i++) {
      fallSilent(anna, bert);
    }
    awaitAsBefore(before, SOME_TIMES / 2);
  }

  @Test
  void peers_that_read_nothing_leave_nothing() {
    town.limits(Town.wide(KeepAlive.Timing.USUAL));
    Inhabitant anna = town.start(ANNA);
    RawPeer bert = town.raw(BERT);
    readNothing(anna, bert);
    Resources before = Resources.now();
    for (int i = 0; i < SOME_TIMES; i++) {
      readNothing(anna, bert);
    }
    awaitAsBefore(before, SOME_TIMES / 2);
  }

  /** A link over a cable that is cut without a word, until it is given up. */
  private static void fallSilent(Inhabitant anna, RawPeer bert) {
    try (Relay relay = new Relay(anna.port())) {
      Connection connection = bert.dial("/ip4/127.0.0.1/tcp/" + relay.port()).join();
      RawPeer.open(connection, new LaneProtocol(Town.GENESIS, Lane.VOTES).text());
      Town.await("the link", () -> anna.network().connected().size() == 1);
      relay.swallowEverything();
      Town.await("the end", () -> anna.network().connected().isEmpty());
    }
  }

  /** A link whose lanes fill, until the peer goes. */
  private static void readNothing(Inhabitant anna, RawPeer bert) {
    Connection connection = bert.dial(anna.address()).join();
    RawPeer.open(connection, new LaneProtocol(Town.GENESIS, Lane.VOTES).text());
    Town.await("the link", () -> anna.network().connected().size() == 1);
    for (int i = 0; i < 20; i++) {
      anna.network().send(BERT.publicKey(), Lane.REQUESTS, Bytes.owning(new byte[HALF_MIB]));
    }
    connection.close("enough");
    Town.await("the end", () -> anna.network().connected().isEmpty());
  }

  @Test
  void a_thousand_knocks_and_handshakes_of_strangers_leave_nothing() throws IOException {
    town.limits(Town.wide(KeepAlive.Timing.USUAL));
    Inhabitant anna = town.start(ANNA);
    RawPeer stranger = town.raw(STRANGER);
    handshake(stranger, anna); // what is made once is made now
    Resources before = Resources.now();
    for (int i = 0; i < TIMES; i++) {
      new Socket(InetAddress.getLoopbackAddress(), anna.port()).close();
      handshake(stranger, anna);
    }
    Town.await("all refusals", () -> anna.refused("not_a_member") == TIMES + 1);
    awaitAsBefore(before);
    assertThat(anna.network().refusals()).hasSize(1);
  }

  @Test
  void a_thousand_links_of_one_member_leave_nothing() {
    town.limits(Town.wide(KeepAlive.Timing.USUAL));
    Inhabitant anna = town.start(ANNA);
    RawPeer bert = town.raw(BERT);
    RawPeer.linkAndClose(bert.dial(anna.address()).join());
    Resources before = Resources.now();
    for (int i = 0; i < TIMES; i++) {
      RawPeer.linkAndClose(bert.dial(anna.address()).join());
    }
    awaitAsBefore(before);
    Town.await("the last end", () -> anna.network().connected().isEmpty());
    assertThat(anna.network().refusals()).isEmpty();
  }

  @Test
  void a_thousand_dials_to_nobody_leave_nothing() throws InterruptedException {
    MultiThreadIoEventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    TcpSockets sockets = new TcpSockets(loop, Duration.ofSeconds(5));
    Multiaddr nobody = Multiaddr.parse("/ip4/127.0.0.1/tcp/" + Ports.free());
    AtomicInteger failures = new AtomicInteger();
    Resources before = Resources.now();
    CountDownLatch ended = new CountDownLatch(TIMES);
    for (int i = 0; i < TIMES; i++) {
      sockets.connect(
          nobody,
          channel -> {
            if (channel == null) {
              failures.incrementAndGet();
            }
            ended.countDown();
          });
    }
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(failures).hasValue(TIMES);
    awaitAsBefore(before);
    loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void a_network_that_was_closed_leaves_no_thread_and_no_descriptor() {
    town.start(ANNA).network().close();
    Resources before = Resources.now();
    for (int i = 0; i < 20; i++) {
      Inhabitant anna = town.start(ANNA);
      Inhabitant bert = town.start(BERT, anna.address());
      Town.linked(anna, ANNA, bert, BERT);
      anna.network().close();
      bert.network().close();
    }
    awaitAsBefore(before);
  }

  private static void handshake(RawPeer peer, Inhabitant with) {
    RawPeer.awaitClosed(peer.dial(with.address()).join());
  }

  private static void awaitAsBefore(Resources before) {
    awaitAsBefore(before, DESCRIPTORS_SLACK);
  }

  private static void awaitAsBefore(Resources before, int descriptorsSlack) {
    Town.await(
        "no more than %s, found %s".formatted(before, Resources.now()),
        () -> Resources.now().isNoMoreThan(before, descriptorsSlack));
  }

  private record Resources(long descriptors, int threads, long directBytes) {

    static Resources now() {
      var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long direct =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .filter(pool -> pool.getName().equals("direct"))
              .mapToLong(BufferPoolMXBean::getMemoryUsed)
              .sum();
      long netty = PlatformDependent.usedDirectMemory();
      int threads = ManagementFactory.getThreadMXBean().getThreadCount();
      return new Resources(
          system.getOpenFileDescriptorCount(), threads, direct + Math.max(0, netty));
    }

    boolean isNoMoreThan(Resources before, int descriptorsSlack) {
      return descriptors <= before.descriptors + descriptorsSlack
          && threads <= before.threads + THREADS_SLACK
          && directBytes <= before.directBytes + BYTES_SLACK;
    }
  }
}
