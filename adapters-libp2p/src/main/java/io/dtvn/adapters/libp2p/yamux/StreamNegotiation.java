package io.dtvn.adapters.libp2p.yamux;

import io.dtvn.adapters.libp2p.multistream.Negotiation;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The agreement on a new stream's protocol. Confined to the event loop. */
final class StreamNegotiation {

  private final Negotiation rules;
  private final Supplier<StreamHandler> handler;
  private final CompletableFuture<Stream> opened = new CompletableFuture<>();
  private final ByteBuf held = Unpooled.buffer();
  private @Nullable Future<?> deadline;

  /** By {@code rules}; {@code handler} is asked for once there is an agreement. */
  StreamNegotiation(Negotiation rules, Supplier<StreamHandler> handler) {
    this.rules = rules;
    this.handler = handler;
  }

  void begin(ByteBuf out, Future<?> end) {
    deadline = end;
    rules.begin(out);
  }

  /** Takes what the peer said; what is not part of the agreement stays for {@link #rest}. */
  Optional<String> hear(ByteBuf in, ByteBuf out) {
    held.writeBytes(in);
    Optional<String> agreed = rules.hear(held, out);
    held.discardReadBytes();
    return agreed;
  }

  int heldBytes() {
    return held.readableBytes();
  }

  /** The bytes behind the agreement. */
  ByteBuf rest() {
    return held;
  }

  StreamHandler handler() {
    return handler.get();
  }

  /** Completes once the stream is open. */
  CompletableFuture<Stream> opened() {
    return opened;
  }

  void end() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }
}
