package io.dtvn.interop;

import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends so many bytes, ends its direction, and counts what comes back until the other end. */
final class Asker implements StreamHandler {

  private static final int CHUNK_BYTES = 32 << 10;
  private static final byte FILL = 7;

  private final ByteBuf head = Unpooled.buffer();
  private final CompletableFuture<Asker> done = new CompletableFuture<>();
  private long toSend;
  private long received;
  private long first;
  private boolean ended;

  /** Sends {@code bytes} bytes. */
  static Asker sending(long bytes) {
    Asker asker = new Asker();
    asker.toSend = bytes;
    return asker;
  }

  /** Sends {@code number} in eight bytes. */
  static Asker asking(long number) {
    Asker asker = new Asker();
    asker.head.writeLong(number);
    return asker;
  }

  /** Completes when both directions have ended in order. */
  CompletableFuture<Asker> done() {
    return done;
  }

  /** How many bytes came back. */
  long received() {
    return received;
  }

  /** The number in the first eight of them. */
  long first() {
    return first;
  }

  @Override
  public void onOpen(Stream stream) {
    if (head.isReadable()) {
      stream.write(head);
    }
    onWritable(stream);
  }

  @Override
  public void onWritable(Stream stream) {
    while (toSend > 0 && stream.isWritable()) {
      byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, toSend)];
      Arrays.fill(chunk, FILL);
      toSend -= chunk.length;
      stream.write(Unpooled.wrappedBuffer(chunk));
    }
    if (toSend == 0 && !ended) {
      ended = true;
      stream.closeWrite();
    }
  }

  @Override
  public void onData(Stream stream, ByteBuf data) {
    int length = data.readableBytes();
    for (; received < Long.BYTES && data.isReadable(); received++) {
      first = first << Byte.SIZE | data.readUnsignedByte();
    }
    received += data.readableBytes();
    data.release();
    stream.consumed(length);
  }

  @Override
  public void onClosed(Stream stream, @Nullable Throwable why) {
    if (why == null) {
      done.complete(this);
    } else {
      done.completeExceptionally(why);
    }
  }
}
