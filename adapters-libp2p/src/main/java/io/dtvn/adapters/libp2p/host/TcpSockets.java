package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** TCP, on one event loop: listens and connects. */
final class TcpSockets implements Dialer.Connector {

  private static final int BACKLOG = 256;

  /** Numbers of one name that are tried. */
  private static final int NUMBERS_MAX = 8;

  /** How often each name was looked up; there are as many as the configuration has. */
  private final Map<String, Integer> turns = new ConcurrentHashMap<>();

  private final EventLoopGroup group;
  private final Lookup lookup;
  private final Bootstrap bootstrap;

  TcpSockets(EventLoopGroup group, Duration connectLimit) {
    this(group, connectLimit, name -> List.of(InetAddress.getAllByName(name)));
  }

  /** Looks names up by {@code lookup}, which may block. */
  TcpSockets(EventLoopGroup group, Duration connectLimit, Lookup lookup) {
    this.group = group;
    this.lookup = lookup;
    this.bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectLimit.toMillis())
            .handler(initializing(_ -> {}));
  }

  /** Turns names into numbers. */
  interface Lookup {

    /** All numbers that {@code name} stands for. */
    List<InetAddress> numbers(String name) throws UnknownHostException;
  }

  /**
   * Takes the port; nobody is let in before the channel is told to read.
   *
   * @param accepted is told of each connection on the event loop, before anything is read from it
   * @throws UncheckedIOException if the port is taken or is not ours to take
   */
  Channel listen(InetSocketAddress address, Consumer<Channel> accepted) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(initializing(accepted))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      String message =
          "network.listen_port %d: want a free port of %s, found: %s"
              .formatted(
                  address.getPort(),
                  address.getAddress().getHostAddress(),
                  bound.cause().getMessage());
      throw new UncheckedIOException(message, new IOException(bound.cause()));
    }
    return bound.channel();
  }

  /**
   * {@inheritDoc} A name is looked up on a thread of its own, since that blocks. If it stands for
   * several numbers, each attempt takes the next of them.
   */
  @Override
  public void connect(Multiaddr address, Done done) {
    int port = address.tcpPort().orElseThrow();
    AddressRules.number(address)
        .ifPresentOrElse(
            ip -> {
              done.found(ip);
              connect(new InetSocketAddress(ip, port), done);
            },
            () -> Thread.startVirtualThread(() -> resolve(address, port, done)));
  }

  private void resolve(Multiaddr address, int port, Done done) {
    InetSocketAddress found;
    List<InetAddress> numbers;
    try {
      String name = address.host().orElseThrow();
      numbers = lookup.numbers(name).stream().limit(NUMBERS_MAX).toList();
      int turn = turns.merge(name, 1, Integer::sum) - 1;
      found = new InetSocketAddress(numbers.get(Math.floorMod(turn, numbers.size())), port);
    } catch (UnknownHostException | RuntimeException | Error _) {
      group.execute(() -> done.connected(null));
      return;
    }
    group.execute(
        () -> {
          numbers.forEach(done::found);
          done.found(found.getAddress());
          connect(found, done);
        });
  }

  private void connect(InetSocketAddress address, Done done) {
    ChannelFuture connecting = bootstrap.connect(address);
    ChannelFuture _ =
        connecting.addListener(
            _ -> done.connected(connecting.isSuccess() ? connecting.channel() : null));
  }

  private static ChannelInitializer<Channel> initializing(Consumer<Channel> then) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        then.accept(channel);
      }
    };
  }
}
