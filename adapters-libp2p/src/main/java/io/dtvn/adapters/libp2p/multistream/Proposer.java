package io.dtvn.adapters.libp2p.multistream;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/** The side that proposes, one protocol after the other. */
public final class Proposer implements Negotiation {

  private final List<String> protocols;
  private boolean headerHeard;
  private int proposed;

  /** Proposes {@code protocols}, at least one, in this order. */
  public Proposer(List<String> protocols) {
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException("multistream: want a protocol to propose");
    }
    this.protocols = List.copyOf(protocols);
  }

  @Override
  public void begin(ByteBuf out) {
    Messages.write(out, Messages.HEADER);
    Messages.write(out, protocols.getFirst());
  }

  @Override
  public Optional<String> hear(ByteBuf in, ByteBuf out) {
    for (Optional<String> next = Messages.tryRead(in);
        next.isPresent();
        next = Messages.tryRead(in)) {
      String answer = next.get();
      if (!headerHeard) {
        Messages.wantHeader(answer);
        headerHeard = true;
      } else if (answer.equals(protocols.get(proposed))) {
        return next;
      } else if (!answer.equals(Messages.NA)) {
        throw new NegotiationException("multistream: want the proposal or na for an answer");
      } else if (++proposed == protocols.size()) {
        throw new NegotiationException(
            "multistream: the peer speaks none of " + String.join(", ", protocols), true);
      } else {
        Messages.write(out, protocols.get(proposed));
      }
    }
    return Optional.empty();
  }
}
