package io.dtvn.adapters.libp2p.connection;

import io.dtvn.adapters.crypto.BouncyCastleCryptoProvider;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Protocols;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.crypto.Signer;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A node of nothing but connections, on real sockets. */
public final class TestNode implements AutoCloseable, Protocols {

  private static final long SECONDS_MAX = 20;

  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, Supplier<StreamHandler>> handlers = new ConcurrentHashMap<>();
  private final Signer signer;
  private final Upgrade upgrade;

  /** What became of the connections that were dialled to this node. */
  public final BlockingQueue<CompletableFuture<Connection>> accepted = new LinkedBlockingQueue<>();

  /** Who is let in. */
  public volatile Predicate<PublicKey> gate = key -> true;

  /** A node whose key is made of {@code name}. */
  public TestNode(int name, UpgradeSettings settings) {
    BouncyCastleCryptoProvider crypto = new BouncyCastleCryptoProvider();
    byte[] seed = new byte[32];
    seed[0] = (byte) name;
    this.signer = crypto.signer(Bytes.owning(seed));
    this.upgrade = new Upgrade(signer, crypto.verifier(), settings, this);
  }

  /** The key. */
  public PublicKey key() {
    return signer.publicKey();
  }

  /** Answers streams of {@code protocol}. */
  public TestNode handle(String protocol, Supplier<StreamHandler> handler) {
    handlers.put(protocol, handler);
    return this;
  }

  @Override
  public List<String> supported(Connection connection) {
    return new ArrayList<>(handlers.keySet());
  }

  @Override
  public Optional<StreamHandler> accept(Connection connection, String protocol) {
    return Optional.ofNullable(handlers.get(protocol)).map(Supplier::get);
  }

  /** Listens on a free port. */
  public InetSocketAddress listen() {
    Channel server =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accepted.add(
                        upgrade
                            .upgrade(channel, false, Optional.empty(), gate)
                            .toCompletableFuture());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    return (InetSocketAddress) server.localAddress();
  }

  /** Dials and upgrades. */
  public CompletableFuture<Connection> dial(InetSocketAddress to, Optional<PublicKey> expected) {
    CompletableFuture<Connection> result = new CompletableFuture<>();
    new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(to)
        .addListener(
            (io.netty.channel.ChannelFuture done) -> {
              if (done.isSuccess()) {
                CompletionStage<Connection> up =
                    upgrade.upgrade(done.channel(), true, expected, gate);
                up.whenComplete(
                    (connection, failure) -> {
                      if (failure == null) {
                        result.complete(connection);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    });
              } else {
                result.completeExceptionally(done.cause());
              }
            });
    return result;
  }

  /** The next connection that was dialled to this node. */
  public CompletableFuture<Connection> nextAccepted() throws InterruptedException {
    CompletableFuture<Connection> next = accepted.poll(SECONDS_MAX, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nobody dialled");
    }
    return next;
  }

  /** What {@code stage} completes with, at most some seconds from now. */
  public static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
