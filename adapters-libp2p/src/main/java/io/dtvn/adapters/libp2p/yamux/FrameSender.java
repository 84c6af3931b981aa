package io.dtvn.adapters.libp2p.yamux;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a session sends: headers at once, payload of the streams in turns of at most 32 KiB while
 * the channel takes it. One flush for each turn of the event loop. Confined to the event loop.
 */
final class FrameSender {

  private static final int TURN_BYTES = 32 << 10;

  /** After this many bytes they are pushed out, so that the channel's own limit is felt. */
  private static final int FLUSH_BYTES = 64 << 10;

  private final ChannelHandlerContext ctx;
  private final Deque<YamuxStream> ready = new ArrayDeque<>();
  private boolean held;
  private boolean scheduled;
  private boolean pumping;
  private boolean unflushed;

  FrameSender(ChannelHandlerContext ctx) {
    this.ctx = ctx;
  }

  /** Bytes are being read, and whatever is sent meanwhile leaves at {@link #release}. */
  void hold() {
    held = true;
  }

  /** The bytes that had come are read. */
  void release() {
    held = false;
    pump();
  }

  void header(Frame frame) {
    ChannelFuture _ = ctx.write(frame.encode(ctx.alloc()), ctx.voidPromise());
    unflushed = true;
    wake();
  }

  /** Writes {@code payload} behind its header, within a stream's turn. */
  void payload(ByteBuf payload) {
    ChannelFuture _ = ctx.write(payload, ctx.voidPromise());
  }

  /** The stream has something to send; it is asked in its turn. */
  void add(YamuxStream stream) {
    if (stream.enqueued()) {
      ready.add(stream);
    }
    wake();
  }

  /** Sends what can be sent. */
  void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      do {
        turns();
        flush();
      } while (unflushed || (!ready.isEmpty() && ctx.channel().isWritable()));
    } finally {
      pumping = false;
    }
  }

  private void turns() {
    int sinceFlush = 0;
    while (!ready.isEmpty() && ctx.channel().isWritable()) {
      YamuxStream stream = ready.removeFirst();
      stream.dequeued();
      sinceFlush += stream.sendTurn(TURN_BYTES);
      if (stream.canSend() && stream.enqueued()) {
        ready.add(stream);
      }
      if (sinceFlush >= FLUSH_BYTES) {
        sinceFlush = 0;
        flush();
      }
    }
  }

  private void flush() {
    if (unflushed) {
      unflushed = false;
      ctx.flush();
    }
  }

  private void wake() {
    if (!held && !scheduled && !pumping) {
      scheduled = true;
      ctx.executor().execute(this::turn);
    }
  }

  private void turn() {
    scheduled = false;
    try {
      pump();
    } catch (RuntimeException | Error e) { // outside of a read nobody else passes it on
      ctx.pipeline().fireExceptionCaught(e);
    }
  }
}
