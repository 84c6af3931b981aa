package io.dtvn.interop;

import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks for one echo, then ends. */
final class OnePing implements StreamHandler {

  private static final int BYTES = 32;

  private final CompletableFuture<byte[]> echo = new CompletableFuture<>();
  private final ByteBuf heard = Unpooled.buffer();

  /** What was asked. */
  static byte[] question() {
    byte[] question = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      question[i] = (byte) (i * i);
    }
    return question;
  }

  CompletableFuture<byte[]> echo() {
    return echo;
  }

  @Override
  public void onOpen(Stream stream) {
    stream.write(Unpooled.wrappedBuffer(question()));
  }

  @Override
  public void onData(Stream stream, ByteBuf data) {
    int length = data.readableBytes();
    heard.writeBytes(data);
    data.release();
    stream.consumed(length);
    if (heard.readableBytes() >= BYTES) {
      byte[] answer = new byte[heard.readableBytes()];
      heard.getBytes(heard.readerIndex(), answer);
      echo.complete(answer);
      stream.closeWrite();
    }
  }

  @Override
  public void onClosed(Stream stream, @Nullable Throwable why) {
    echo.completeExceptionally(new IllegalStateException("the ping stream ended", why));
  }
}
