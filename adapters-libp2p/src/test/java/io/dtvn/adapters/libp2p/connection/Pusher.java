package io.dtvn.adapters.libp2p.connection;

import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends a known pattern of bytes while the stream takes it, and checks what comes the other way.
 */
public final class Pusher implements StreamHandler {

  private static final int CHUNK = 16 << 10;

  private final long toSend;
  private final long toReceive;
  private long sent;
  private long received;

  /** Completes with the bytes received, once both directions have ended. */
  public final CompletableFuture<Long> done = new CompletableFuture<>();

  /** Sends {@code toSend} bytes and wants {@code toReceive}. */
  public Pusher(long toSend, long toReceive) {
    this.toSend = toSend;
    this.toReceive = toReceive;
  }

  @Override
  public void onOpen(Stream stream) {
    push(stream);
  }

  @Override
  public void onWritable(Stream stream) {
    push(stream);
  }

  @Override
  public void onData(Stream stream, ByteBuf data) {
    int length = data.readableBytes();
    while (data.isReadable()) {
      if (data.readByte() != pattern(received++)) {
        done.completeExceptionally(new AssertionError("byte " + received + " is another"));
      }
    }
    data.release();
    stream.consumed(length);
  }

  @Override
  public void onClosed(Stream stream, @Nullable Throwable why) {
    if (why != null) {
      done.completeExceptionally(why);
    } else if (received != toReceive) {
      done.completeExceptionally(new AssertionError("received " + received + " bytes"));
    } else {
      done.complete(received);
    }
  }

  private void push(Stream stream) {
    while (sent < toSend && stream.isWritable()) {
      int length = (int) Math.min(CHUNK, toSend - sent);
      byte[] chunk = new byte[length];
      for (int i = 0; i < length; i++) {
        chunk[i] = pattern(sent++);
      }
      stream.write(Unpooled.wrappedBuffer(chunk));
    }
    if (sent == toSend) {
      sent++; // once
      stream.closeWrite();
    }
  }

  private static byte pattern(long at) {
    return (byte) (at * 31 + (at >>> 8) + (at >>> 16));
  }
}
