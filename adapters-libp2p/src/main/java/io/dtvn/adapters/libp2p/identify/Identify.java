package io.dtvn.adapters.libp2p.identify;

import io.dtvn.adapters.libp2p.multiformats.Varint;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.domain.codec.PublicKey;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Both ends of identify. */
public final class Identify {

  /** The protocol's name. */
  public static final String PROTOCOL = "/ipfs/id/1.0.0";

  /** The longest message. */
  static final int MESSAGE_BYTES_MAX = 8 * 1024;

  /** The most messages that are parts of one answer. */
  static final int MESSAGES_MAX = 10;

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Identify() {}

  /** Answers one peer that asks: tells it {@code facts} and who we are. */
  public static StreamHandler answer(PublicKey self, PeerFacts facts) {
    byte[] message = FactsCodec.encode(self, facts);
    if (message.length > MESSAGE_BYTES_MAX) {
      throw new IllegalStateException(
          "identify: want at most %d bytes, found %d".formatted(MESSAGE_BYTES_MAX, message.length));
    }
    ByteBuf out = Unpooled.buffer(message.length + Varint.BYTES_MAX);
    Varint.write(out, message.length);
    return new IdentifyResponder(out.writeBytes(message));
  }

  /**
   * Asks the peer of {@code connection} who it is, within ten seconds. Completes on the event loop;
   * fails if the peer does not say, or says it in a form that is none.
   */
  public static CompletionStage<PeerFacts> ask(Connection connection) {
    CompletableFuture<PeerFacts> facts = new CompletableFuture<>();
    IdentifyAsker asker = new IdentifyAsker(facts);
    connection
        .open(PROTOCOL, asker)
        .exceptionally(
            cause -> {
              facts.completeExceptionally(cause);
              return null;
            });
    Future<?> deadline =
        connection
            .executor()
            .schedule(
                () -> asker.giveUp("no answer within " + LIMIT.toSeconds() + " s"),
                LIMIT.toMillis(),
                TimeUnit.MILLISECONDS);
    return facts.whenComplete((_, _) -> deadline.cancel(false));
  }
}
