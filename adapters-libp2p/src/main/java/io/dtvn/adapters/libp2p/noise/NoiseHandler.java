package io.dtvn.adapters.libp2p.noise;

import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * Secures one channel: first the handshake, once {@link #begin} is called, then the event {@link
 * Secured}, then plain bytes on one side and encrypted ones on the other. What is written is
 * gathered until the next flush, so that many small writes become one message.
 */
public final class NoiseHandler extends ChannelDuplexHandler {

  private static final int LENGTH_BYTES = 2;

  /** Handshake messages of peers take a few hundred bytes. */
  private static final int HANDSHAKE_BYTES_MAX = 4096;

  /** Room for a piece of a message; more is made as more arrives. */
  private static final int HELD_BYTES_MIN = 256;

  private @Nullable NoiseHandshake handshake;
  private @Nullable NoiseTransport transport;
  private @Nullable ByteBuf held;
  private boolean failed;

  /** Plays {@code role} under our key. */
  public NoiseHandler(Signer signer, Verifier verifier, NoiseRole role) {
    this.handshake = new NoiseHandshake(signer, verifier, role);
  }

  /** Starts the handshake: the other side is known to speak Noise. */
  public void begin(ChannelHandlerContext any) {
    ChannelHandlerContext ctx = any.pipeline().context(this);
    if (handshake != null && handshake.isOurTurn()) {
      send(ctx, handshake.write());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (failed) {
      in.release();
      return;
    }
    ByteBuf all = in;
    boolean isFresh = held == null;
    if (held != null) {
      all = held.writeBytes(in); // which makes room for twice as much whenever it is full
      in.release();
      held = null;
    }
    try {
      boolean more = true;
      while (more && !failed) {
        more = readOne(ctx, all);
      }
      if (!failed && all.isReadable()) {
        held = isFresh ? copy(ctx, all) : all.discardReadBytes().retain();
      }
    } catch (RuntimeException | Error e) {
      failed = true; // whatever it was: no byte more is believed
      throw e;
    } finally {
      all.release();
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    ByteBuf data = (ByteBuf) message;
    if (transport == null || failed) {
      data.release();
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    transport.gather(data, promise);
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    if (transport != null) {
      transport.seal(ctx);
    }
    ctx.flush();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    failed = true;
    if (held != null) {
      held.release();
      held = null;
    }
    if (transport != null) {
      transport.drop();
    }
  }

  /** Memory grows with what arrives, whatever length was announced. */
  private static ByteBuf copy(ChannelHandlerContext ctx, ByteBuf rest) {
    int bytes = rest.readableBytes();
    return ctx.alloc().heapBuffer(Math.max(HELD_BYTES_MIN, bytes)).writeBytes(rest);
  }

  private boolean readOne(ChannelHandlerContext ctx, ByteBuf all) {
    if (all.readableBytes() < LENGTH_BYTES) {
      return false;
    }
    int length = all.getUnsignedShort(all.readerIndex());
    if (transport == null && length > HANDSHAKE_BYTES_MAX) {
      throw new NoiseException(
          "noise: want a handshake message of at most %d bytes, found %d"
              .formatted(HANDSHAKE_BYTES_MAX, length));
    }
    if (all.readableBytes() < LENGTH_BYTES + length) {
      return false;
    }
    all.skipBytes(LENGTH_BYTES);
    if (transport != null) {
      ctx.fireChannelRead(transport.open(ctx, all, length));
    } else {
      byte[] message = new byte[length];
      all.readBytes(message);
      shake(ctx, message);
    }
    return true;
  }

  private void shake(ChannelHandlerContext ctx, byte[] message) {
    NoiseHandshake current = handshake;
    if (current == null) {
      throw new IllegalStateException("noise: a handshake message behind the handshake");
    }
    current.read(message);
    if (current.isOurTurn()) {
      send(ctx, current.write());
    }
    if (current.isDone()) {
      CipherState[] ciphers = current.split();
      Secured secured = current.result();
      transport = new NoiseTransport(ciphers[0], ciphers[1]);
      handshake = null;
      ctx.fireUserEventTriggered(secured);
    }
  }

  private static void send(ChannelHandlerContext ctx, byte[] message) {
    ByteBuf length = Unpooled.buffer(LENGTH_BYTES).writeShort(message.length);
    ChannelFuture _ =
        ctx.writeAndFlush(
            Unpooled.wrappedBuffer(length, Unpooled.wrappedBuffer(message)), ctx.voidPromise());
  }
}
