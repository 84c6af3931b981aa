package io.dtvn.adapters.libp2p.noise;

import io.dtvn.adapters.libp2p.noise.CipherState.Span;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The two directions behind the handshake. Confined to the event loop of its channel. */
final class NoiseTransport {

  /** The most plain bytes of one message. */
  static final int PLAIN_BYTES_MAX = 0xffff - CipherState.TAG_BYTES;

  private static final int LENGTH_BYTES = 2;

  private final CipherState sending;
  private final CipherState receiving;
  private final Deque<ByteBuf> gathered = new ArrayDeque<>();
  private final Queue<ChannelPromise> promises = new ArrayDeque<>();
  private int gatheredBytes;
  private byte[] scratch = new byte[0];

  NoiseTransport(CipherState sending, CipherState receiving) {
    this.sending = sending;
    this.receiving = receiving;
  }

  /** Keeps {@code data} until {@link #seal}. */
  void gather(ByteBuf data, ChannelPromise promise) {
    gathered.add(data);
    gatheredBytes += data.readableBytes();
    if (!promise.isVoid()) {
      promises.add(promise);
    }
  }

  /** Writes all that was gathered, in as few messages as it takes; the caller flushes. */
  void seal(ChannelHandlerContext ctx) {
    while (!gathered.isEmpty()) {
      int length = Math.min(gatheredBytes, PLAIN_BYTES_MAX);
      byte[] plain = scratch(length);
      take(plain, length);
      ByteBuf out = ctx.alloc().heapBuffer(LENGTH_BYTES + length + CipherState.TAG_BYTES);
      out.writeShort(length + CipherState.TAG_BYTES);
      int sealed =
          sending.encrypt(
              new Span(plain, 0, length),
              new Span(out.array(), out.arrayOffset() + LENGTH_BYTES, 0));
      out.writerIndex(LENGTH_BYTES + sealed);
      if (gathered.isEmpty() && !promises.isEmpty()) {
        List<ChannelPromise> waiting = new ArrayList<>(promises);
        promises.clear();
        ChannelFuture _ =
            ctx.write(out).addListener(done -> waiting.forEach(each -> settle(each, done.cause())));
      } else {
        ChannelFuture _ = ctx.write(out, ctx.voidPromise());
      }
    }
  }

  /**
   * Decrypts the next {@code length} bytes of {@code in}.
   *
   * @throws NoiseException if they were changed on their way
   */
  ByteBuf open(ChannelHandlerContext ctx, ByteBuf in, int length) {
    if (length < CipherState.TAG_BYTES) {
      throw new NoiseException(
          "noise: want a message with a tag, found %d bytes".formatted(length));
    }
    byte[] sealed;
    int at;
    if (in.hasArray()) {
      sealed = in.array();
      at = in.arrayOffset() + in.readerIndex();
    } else {
      sealed = scratch(length);
      at = 0;
      in.getBytes(in.readerIndex(), sealed, 0, length);
    }
    in.skipBytes(length);
    ByteBuf plain = ctx.alloc().heapBuffer(Math.max(1, length - CipherState.TAG_BYTES));
    try {
      int opened =
          receiving.decrypt(
              new Span(sealed, at, length), new Span(plain.array(), plain.arrayOffset(), 0));
      return plain.writerIndex(opened).retain();
    } finally {
      plain.release();
    }
  }

  /** Releases what was gathered and never sealed. */
  void drop() {
    gathered.forEach(ByteBuf::release);
    gathered.clear();
    gatheredBytes = 0;
    promises.forEach(promise -> settle(promise, new ClosedChannelException()));
    promises.clear();
  }

  private void take(byte[] plain, int length) {
    int at = 0;
    while (at < length) {
      ByteBuf head = gathered.getFirst();
      int part = Math.min(head.readableBytes(), length - at);
      head.readBytes(plain, at, part);
      at += part;
      if (!head.isReadable()) {
        gathered.removeFirst().release();
      }
    }
    while (!gathered.isEmpty() && !gathered.getFirst().isReadable()) {
      gathered.removeFirst().release();
    }
    gatheredBytes -= length;
  }

  private byte[] scratch(int length) {
    if (scratch.length < length) {
      scratch = new byte[Math.min(PLAIN_BYTES_MAX + CipherState.TAG_BYTES, 2 * length)];
    }
    return scratch;
  }

  private static void settle(ChannelPromise promise, @Nullable Throwable cause) {
    if (cause == null) {
      promise.trySuccess();
    } else {
      promise.tryFailure(cause);
    }
  }
}
