package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.connection.Upgrade;
import io.dtvn.adapters.libp2p.connection.UpgradeSettings;
import io.dtvn.adapters.libp2p.lanes.LaneProtocol;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Protocols;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A peer that dials as the test says, and takes every stream without consuming what comes. */
final class RawPeer implements Protocols {

  private static final long PATIENCE_SECONDS = 20;

  final Queue<String> accepted = new ConcurrentLinkedQueue<>();

  /** Whether it refuses all streams. */
  volatile boolean deaf;

  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final TcpSockets sockets = new TcpSockets(loop, Duration.ofSeconds(5));
  private final Upgrade upgrade;

  RawPeer(Signer who) {
    upgrade = new Upgrade(who, Town.CRYPTO.verifier(), UpgradeSettings.USUAL, this);
  }

  /** Dials and goes through the handshake; fails as the handshake fails. */
  CompletableFuture<Connection> dial(String address) {
    CompletableFuture<Connection> connected = new CompletableFuture<>();
    sockets.connect(
        Multiaddr.parse(address),
        channel -> {
          if (channel == null) {
            connected.completeExceptionally(new IllegalStateException("no TCP connection"));
          } else {
            upgrade(channel, connected);
          }
        });
    return connected;
  }

  private void upgrade(Channel channel, CompletableFuture<Connection> connected) {
    upgrade
        .upgrade(channel, true, Optional.empty(), _ -> true)
        .whenComplete(
            (connection, failure) -> {
              if (connection == null) {
                connected.completeExceptionally(failure);
              } else {
                connected.complete(connection);
              }
            });
  }

  /** Opens a stream on which nothing is consumed. */
  static Stream open(Connection connection, String protocol) {
    return connection
        .open(protocol, new Stalled())
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** Opens a lane, so that there is a link, and closes the connection. */
  static void linkAndClose(Connection connection) {
    open(connection, new LaneProtocol(Town.GENESIS, Lane.VOTES).text());
    connection.close("enough");
    awaitClosed(connection);
  }

  /** Waits until the connection has ended, however. */
  static void awaitClosed(Connection connection) {
    CountDownLatch closed = new CountDownLatch(1);
    connection.closed().whenComplete((_, _) -> closed.countDown());
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the connection is still there");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public List<String> supported(Connection connection) {
    return List.of();
  }

  @Override
  public Optional<StreamHandler> accept(Connection connection, String protocol) {
    if (deaf) {
      return Optional.empty();
    }
    accepted.add(protocol);
    return Optional.of(protocol.startsWith("/dtvn/") ? new Stalled() : new Echo());
  }

  void close() {
    loop.shutdownGracefully(0, 2, TimeUnit.SECONDS)
        .awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static final class Stalled implements StreamHandler {
    @Override
    public void onData(Stream stream, ByteBuf data) {
      data.release();
    }
  }

  private static final class Echo implements StreamHandler {
    @Override
    public void onData(Stream stream, ByteBuf data) {
      int bytes = data.readableBytes();
      stream.write(data);
      stream.consumed(bytes);
    }

    @Override
    public void onClosed(Stream stream, @Nullable Throwable why) {
      stream.closeWrite();
    }
  }
}
