package io.dtvn.adapters.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Puts a {@link Connection} between the HTTP codec and the router of every connection, and knows
 * the channel that accepts them.
 */
@Singleton
final class Pipelines implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private final Door door;
  private final Queue<Channel> listeners = new ConcurrentLinkedQueue<>();

  Pipelines(Door door) {
    this.door = door;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new OnListen(door, listeners));
    return event.getBean();
  }

  /** Accepts no more connections; the address is free when this returns. */
  void stopListening() {
    listeners.forEach(channel -> channel.close().awaitUninterruptibly());
  }

  /** Makes one customizer for each connection. */
  private record OnListen(Door door, Queue<Channel> listeners) implements NettyServerCustomizer {

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      if (role == ChannelRole.LISTENER) {
        listeners.add(channel);
        return this;
      }
      return new OnConnect(door, channel);
    }
  }

  private record OnConnect(Door door, Channel channel) implements NettyServerCustomizer {

    @Override
    public void onInitialPipelineBuilt() {
      if (!(channel.remoteAddress() instanceof InetSocketAddress caller)) {
        channel.close(); // gone already
        return;
      }
      InetAddress from = caller.getAddress();
      Load.Welcome welcome = door.load().connect(from);
      channel.closeFuture().addListener(_ -> door.load().disconnect(from));
      if (welcome == Load.Welcome.CLOSED) {
        door.metrics().closedUnheard();
        channel.close();
        return;
      }
      Connection connection = new Connection(door, welcome == Load.Welcome.BUSY);
      channel
          .pipeline()
          .addAfter(
              ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "dtvn-connection", connection);
    }
  }
}
