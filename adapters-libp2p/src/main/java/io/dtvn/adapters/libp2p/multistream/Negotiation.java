package io.dtvn.adapters.libp2p.multistream;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** One side of one agreement. Not thread-safe. */
public sealed interface Negotiation permits Proposer, Responder {

  /** What this side says before it has heard anything; may be empty. */
  void begin(ByteBuf out);

  /**
   * Takes what the other side said and appends the answers to {@code out}.
   *
   * @param in read up to the last whole message, and never beyond the one that settles it
   * @return the protocol agreed on; empty: more bytes are needed
   * @throws NegotiationException if there is no agreement, or the other side breaks the rules; what
   *     is in {@code out} should still be sent
   */
  Optional<String> hear(ByteBuf in, ByteBuf out);
}
