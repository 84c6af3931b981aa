package io.dtvn.adapters.libp2p.multistream;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.function.Predicate;

/** The side that accepts or refuses what the other proposes, ten times at most. */
public final class Responder implements Negotiation {

  /** How many proposals are answered. */
  public static final int PROPOSALS_MAX = 10;

  private final Predicate<String> accepts;
  private boolean headerHeard;
  private int refused;

  /** Asks {@code accepts} about each proposal; the first yes ends the negotiation. */
  public Responder(Predicate<String> accepts) {
    this.accepts = accepts;
  }

  @Override
  public void begin(ByteBuf out) {
    // the header is echoed, with the answer if both have come
  }

  @Override
  public Optional<String> hear(ByteBuf in, ByteBuf out) {
    for (Optional<String> next = Messages.tryRead(in);
        next.isPresent();
        next = Messages.tryRead(in)) {
      String proposal = next.get();
      if (!headerHeard) {
        Messages.wantHeader(proposal);
        headerHeard = true;
        Messages.write(out, Messages.HEADER);
      } else if (accepts.test(proposal)) {
        Messages.write(out, proposal);
        return next;
      } else {
        Messages.write(out, Messages.NA);
        if (++refused == PROPOSALS_MAX) {
          throw new NegotiationException(
              "multistream: want a protocol that we speak among %d".formatted(PROPOSALS_MAX));
        }
      }
    }
    return Optional.empty();
  }
}
