package io.dtvn.adapters.libp2p.identify;

import io.dtvn.adapters.libp2p.multiformats.Varint;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamException;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.domain.codec.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads the parts of one answer until the peer closes. Lives on the event loop. */
final class IdentifyAsker implements StreamHandler {

  private final CompletableFuture<PeerFacts> result;
  private final FactsCodec facts = new FactsCodec();

  /** What of the current part has arrived; at most one part and its length. */
  private final ByteBuf part = Unpooled.buffer();

  private @Nullable Stream open;
  private int parts;

  IdentifyAsker(CompletableFuture<PeerFacts> result) {
    this.result = result;
  }

  @Override
  public void onOpen(Stream stream) {
    open = stream;
    stream.closeWrite();
    if (result.isDone()) {
      stream.reset("too late");
    }
  }

  @Override
  public void onData(Stream stream, ByteBuf data) {
    int bytes = data.readableBytes();
    try {
      while (data.isReadable() && !result.isDone()) {
        take(data);
      }
    } catch (MalformedException e) {
      fail(e);
    } finally {
      data.release();
    }
    stream.consumed(bytes);
  }

  @Override
  public void onEnd(Stream stream) {
    if (part.isReadable() || parts == 0) {
      giveUp("the answer was cut");
    } else {
      result.complete(facts.facts());
    }
  }

  @Override
  public void onClosed(Stream stream, @Nullable Throwable why) {
    giveUp("the stream ended too early");
  }

  void giveUp(String why) {
    fail(new StreamException("identify: " + why));
  }

  private void fail(RuntimeException cause) {
    Stream stream = open;
    if (result.completeExceptionally(cause) && stream != null) {
      stream.reset("identify failed");
    }
  }

  /** Takes as many bytes as the current part may still have. */
  private void take(ByteBuf data) {
    part.writeBytes(
        data,
        Math.min(
            data.readableBytes(),
            Identify.MESSAGE_BYTES_MAX + Varint.BYTES_MAX - part.readableBytes()));
    int length = Varint.tryReadLength(part, Identify.MESSAGE_BYTES_MAX);
    while (length >= 0 && part.readableBytes() >= length) {
      if (++parts > Identify.MESSAGES_MAX) {
        throw new MalformedException(
            "identify: want at most %d messages, found more".formatted(Identify.MESSAGES_MAX));
      }
      byte[] message = new byte[length];
      part.readBytes(message);
      part.discardReadBytes();
      facts.merge(message);
      length = Varint.tryReadLength(part, Identify.MESSAGE_BYTES_MAX);
    }
    if (length >= 0) {
      part.readerIndex(0); // the length is read again with the rest
    }
  }
}
