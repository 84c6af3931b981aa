package io.dtvn.adapters.libp2p.identify;

import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.netty.buffer.ByteBuf;

/** Writes one message and closes; what the peer writes is thrown away. */
final class IdentifyResponder implements StreamHandler {

  private final ByteBuf message;

  /** Takes ownership of {@code message}, which is on the heap. */
  IdentifyResponder(ByteBuf message) {
    this.message = message;
  }

  @Override
  public void onOpen(Stream stream) {
    stream.write(message);
    stream.closeWrite();
  }

  @Override
  public void onData(Stream stream, ByteBuf data) {
    data.release();
    stream.reset("identify asks by opening, and writes nothing");
  }
}
