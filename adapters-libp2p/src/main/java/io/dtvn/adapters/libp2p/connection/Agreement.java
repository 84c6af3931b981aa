package io.dtvn.adapters.libp2p.connection;

import io.dtvn.adapters.libp2p.multistream.Negotiation;
import io.dtvn.adapters.libp2p.multistream.Proposer;
import io.dtvn.adapters.libp2p.multistream.Responder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;

/** The agreement on the one thing that we speak at some level. Confined to the event loop. */
final class Agreement {

  private final Negotiation rules;
  private final ByteBuf held = Unpooled.buffer();

  Agreement(boolean initiator, String protocol) {
    this.rules = initiator ? new Proposer(List.of(protocol)) : new Responder(protocol::equals);
  }

  void begin(ChannelHandlerContext ctx) {
    ByteBuf out = Unpooled.buffer();
    rules.begin(out);
    send(ctx, out);
  }

  /**
   * Takes what the peer said, and keeps what stands behind the agreement; true once there is one.
   */
  boolean hear(ChannelHandlerContext ctx, ByteBuf in) {
    ByteBuf out = Unpooled.buffer();
    try {
      held.writeBytes(in);
      return rules.hear(held, out).isPresent();
    } finally {
      in.release();
      send(ctx, out);
    }
  }

  /** Hands on the bytes behind the agreement. */
  void handOn(ChannelHandlerContext ctx) {
    if (held.isReadable()) {
      ctx.fireChannelRead(held);
    }
  }

  private static void send(ChannelHandlerContext ctx, ByteBuf out) {
    if (out.isReadable()) {
      ChannelFuture _ = ctx.writeAndFlush(out, ctx.voidPromise());
    }
  }
}
