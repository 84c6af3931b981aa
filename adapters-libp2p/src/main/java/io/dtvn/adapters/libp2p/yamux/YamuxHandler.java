package io.dtvn.adapters.libp2p.yamux;

import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Protocols;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** Puts a yamux session on a channel, once {@link #start} says who the peer is. */
public final class YamuxHandler extends ChannelInboundHandlerAdapter {

  private final YamuxLimits limits;
  private final Protocols protocols;
  private @Nullable YamuxSession session;
  private @Nullable FrameDecoder decoder;

  /** Keeps to {@code limits}; {@code protocols} answers the streams that the peer opens. */
  public YamuxHandler(YamuxLimits limits, Protocols protocols) {
    this.limits = limits;
    this.protocols = protocols;
  }

  /** Begins: the peer is known, and both sides speak yamux. On the event loop. */
  public Connection start(ChannelHandlerContext any, YamuxPeer peer) {
    ChannelHandlerContext ctx = any.pipeline().context(this);
    YamuxSession started = new YamuxSession(ctx, peer, limits, protocols);
    session = started;
    decoder = new FrameDecoder(new FrameSink(started));
    return started;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      if (decoder != null && session != null) {
        session.sender().hold();
        decoder.feed(in);
      }
    } catch (YamuxException e) {
      violated(e);
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (session != null) {
      session.sender().release();
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (session != null) {
      session.onChannelWritability();
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (session != null) {
      session.onChannelGone();
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (session == null) {
      ChannelFuture _ = ctx.close(); // nobody behind us would
      ctx.fireExceptionCaught(cause);
    } else {
      session.fail(cause);
    }
  }

  private void violated(YamuxException violation) {
    if (session != null) {
      session.violated(violation);
    }
  }
}
