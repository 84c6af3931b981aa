package io.dtvn.adapters.libp2p.stream;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** What happens on one stream. All calls come on the event loop of its connection, in order. */
public interface StreamHandler {

  /** The protocol is agreed on; first call. */
  default void onOpen(Stream stream) {}

  /**
   * Bytes arrived. The handler owns {@code data}: it releases it, and calls {@link Stream#consumed}
   * once it is done with the bytes, because the peer gets its credit back only then.
   */
  void onData(Stream stream, ByteBuf data);

  /** The stream has become writable again after {@link Stream#isWritable} was false. */
  default void onWritable(Stream stream) {}

  /** The peer sends no more. */
  default void onEnd(Stream stream) {}

  /** Both directions have ended, or one side has reset the stream: {@code why}. Last call. */
  default void onClosed(Stream stream, @Nullable Throwable why) {}
}
