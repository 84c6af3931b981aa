package io.dtvn.adapters.libp2p.ping;

import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Echoes what a peer sends, 32 bytes at a time, until it closes its side. A peer that does not read
 * its echoes gets no credit for more, so what waits for it stays within one window.
 */
public final class PingResponder implements StreamHandler {

  private final Runnable closed;
  private final byte[] waiting = new byte[Ping.BYTES];
  private int filled;
  private int owed;

  /** Runs {@code closed} when the stream has ended. */
  public PingResponder(Runnable closed) {
    this.closed = closed;
  }

  @Override
  public void onData(Stream stream, ByteBuf data) {
    owed += data.readableBytes();
    try {
      while (data.isReadable()) {
        int bytes = Math.min(data.readableBytes(), Ping.BYTES - filled);
        data.readBytes(waiting, filled, bytes);
        filled += bytes;
        if (filled == Ping.BYTES) {
          filled = 0;
          stream.write(Unpooled.copiedBuffer(waiting));
        }
      }
    } finally {
      data.release();
    }
    onWritable(stream);
  }

  @Override
  public void onWritable(Stream stream) {
    if (owed > 0 && stream.isWritable()) {
      int bytes = owed;
      owed = 0;
      stream.consumed(bytes);
    }
  }

  @Override
  public void onEnd(Stream stream) {
    stream.closeWrite();
  }

  @Override
  public void onClosed(Stream stream, @Nullable Throwable why) {
    closed.run();
  }
}
