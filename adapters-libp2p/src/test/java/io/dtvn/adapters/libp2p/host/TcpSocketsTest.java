package io.dtvn.adapters.libp2p.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That each attempt ends. */
class TcpSocketsTest {

  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  @AfterEach
  void close() {
    loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(20, TimeUnit.SECONDS);
  }

  @Test
  void each_attempt_takes_the_next_number_of_a_name() throws IOException {
    TcpSockets.Lookup twoNumbers = name -> List.of(loopback(2), loopback(1));
    TcpSockets sockets = new TcpSockets(loop, Duration.ofSeconds(5), twoNumbers);
    try (ServerSocket server = new ServerSocket(0, 1, loopback(1))) {
      Multiaddr name = Multiaddr.parse("/dns4/validator.example/tcp/" + server.getLocalPort());
      assertThat(connects(sockets, name)).isFalse();
      assertThat(connects(sockets, name)).isTrue();
    }
  }

  private static InetAddress loopback(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  private static boolean connects(TcpSockets sockets, Multiaddr address) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    sockets.connect(
        address,
        channel -> {
          done.complete(channel != null);
          if (channel != null) {
            ChannelFuture _ = channel.close();
          }
        });
    return done.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void a_lookup_that_fails_in_whatever_way_ends_its_attempt() {
    CompletableFuture<Optional<Channel>> done = new CompletableFuture<>();
    TcpSockets.Lookup failing =
        _ -> {
          throw new IllegalStateException("no lookup today");
        };
    new TcpSockets(loop, Duration.ofSeconds(5), failing)
        .connect(
            Multiaddr.parse("/dns4/validator.example/tcp/4001"),
            channel -> done.complete(Optional.ofNullable(channel)));
    assertThat(done.orTimeout(5, TimeUnit.SECONDS).join()).isEmpty();
  }
}
