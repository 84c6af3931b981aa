package io.dtvn.adapters.libp2p.connection;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.noise.Secured;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.StreamException;
import io.dtvn.adapters.libp2p.yamux.YamuxHandler;
import io.dtvn.adapters.libp2p.yamux.YamuxPeer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the handshake, agrees on the muxer unless the handshake did, and starts it. Takes
 * itself out afterwards.
 */
final class UpgradeHandler extends ChannelInboundHandlerAdapter {

  private final boolean initiator;
  private final YamuxHandler yamux;
  private final CompletableFuture<Connection> result;
  private @Nullable Secured secured;
  private @Nullable Agreement agreement;

  UpgradeHandler(boolean initiator, YamuxHandler yamux, CompletableFuture<Connection> result) {
    this.initiator = initiator;
    this.yamux = yamux;
    this.result = result;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Secured done) {
      secured = done;
      if (done.muxer().isPresent()) {
        tryFinish(ctx, done);
      } else {
        agreement = new Agreement(initiator, UpgradeSettings.YAMUX);
        agreement.begin(ctx);
      }
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (agreement == null || secured == null || result.isDone()) {
      in.release();
    } else if (agreement.hear(ctx, in)) {
      tryFinish(ctx, secured);
      agreement.handOn(ctx);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(ctx.channel(), new ClosedChannelException());
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(ctx.channel(), cause);
  }

  void tooLate(Channel channel, Duration deadline) {
    fail(
        channel,
        new StreamException(
            "connection: want the handshake done within %d ms".formatted(deadline.toMillis())));
  }

  /** Whatever fails while this handler takes itself out reaches no handler any more. */
  private void tryFinish(ChannelHandlerContext ctx, Secured peer) {
    try {
      finish(ctx, peer);
    } catch (RuntimeException | Error e) {
      fail(ctx.channel(), e);
    }
  }

  private void finish(ChannelHandlerContext ctx, Secured peer) {
    Channel channel = ctx.channel();
    if (!(channel.localAddress() instanceof InetSocketAddress local)
        || !(channel.remoteAddress() instanceof InetSocketAddress remote)) {
      fail(channel, new ClosedChannelException()); // it was closed this moment
      return;
    }
    ctx.pipeline().remove(this);
    result.complete(
        yamux.start(
            ctx,
            new YamuxPeer(
                peer.peer(), initiator, Multiaddr.ofTcp(local), Multiaddr.ofTcp(remote))));
  }

  private void fail(Channel channel, Throwable cause) {
    if (!result.isDone()) {
      result.completeExceptionally(cause instanceof IOException ? gone(cause) : cause);
      ChannelFuture _ = channel.close();
    }
  }

  /** However the network words it: the peer is not there any more. */
  private static ClosedChannelException gone(Throwable cause) {
    if (cause instanceof ClosedChannelException closed) {
      return closed;
    }
    ClosedChannelException gone = new ClosedChannelException();
    gone.initCause(cause);
    return gone;
  }
}
