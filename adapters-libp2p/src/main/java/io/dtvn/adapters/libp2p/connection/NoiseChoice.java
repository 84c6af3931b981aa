package io.dtvn.adapters.libp2p.connection;

import io.dtvn.adapters.libp2p.noise.NoiseHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** First of all: both sides agree on Noise, in the clear. Takes itself out afterwards. */
final class NoiseChoice extends ChannelInboundHandlerAdapter {

  private static final String NOISE = "/noise";

  private final Agreement agreement;
  private final NoiseHandler noise;
  private boolean begun;
  private boolean failed;

  NoiseChoice(boolean initiator, NoiseHandler noise) {
    this.agreement = new Agreement(initiator, NOISE);
    this.noise = noise;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (ctx.channel().isActive()) {
      begin(ctx);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    begin(ctx);
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (failed) {
      in.release();
      return;
    }
    try {
      if (agreement.hear(ctx, in)) {
        ctx.pipeline().remove(this);
        noise.begin(ctx);
        agreement.handOn(ctx);
      }
    } catch (RuntimeException | Error e) {
      failed = true;
      throw e;
    }
  }

  private void begin(ChannelHandlerContext ctx) {
    if (!begun) {
      begun = true;
      agreement.begin(ctx);
    }
  }
}
