package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;

/**
 * The canonical form of an {@link Outcome}: a kind, then its fields in the order of the record. It
 * ends the content of the operation's result leaf. Encoding and decoding are inverse to one
 * another, byte for byte.
 */
public final class OutcomeCodec {

  private static final int APPLIED = 1;
  private static final int UNCHANGED = 2;
  private static final int FOUND = 3;
  private static final int REFUSED = 4;
  private static final int REPEATED = 5;

  private OutcomeCodec() {}

  /** Writes {@code outcome} behind what {@code out} already holds. */
  public static void write(Outcome outcome, CanonicalWriter out) {
    switch (outcome) {
      case Outcome.Applied(ActionType type, TicketState state, long version) ->
          out.u8(APPLIED).u8(type.code()).u8(state.code()).u64(version);
      case Outcome.Unchanged(TicketState state, long version) ->
          out.u8(UNCHANGED).u8(state.code()).u64(version);
      case Outcome.Found(Ticket ticket) -> TicketCodec.write(ticket, out.u8(FOUND));
      case Outcome.Refused(Refusal refusal) -> writeRefusal(refusal, out.u8(REFUSED));
      case Outcome.Repeated(long sequence, int index) -> out.u8(REPEATED).u64(sequence).u32(index);
    }
  }

  /**
   * Reads one outcome.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  public static Outcome read(CanonicalReader in) {
    int kind = in.u8();
    return switch (kind) {
      case APPLIED ->
          new Outcome.Applied(ActionType.of(in.u8()), TicketState.of(in.u8()), in.u64());
      case UNCHANGED -> new Outcome.Unchanged(TicketState.of(in.u8()), in.u64());
      case FOUND -> new Outcome.Found(TicketCodec.read(in));
      case REFUSED -> new Outcome.Refused(readRefusal(in));
      case REPEATED -> new Outcome.Repeated(in.u64(), in.u32());
      default -> throw new MalformedException("outcome: want kind 1 to 5, found " + kind);
    };
  }

  /** The canonical form of {@code outcome}. */
  public static Bytes encode(Outcome outcome) {
    CanonicalWriter out = new CanonicalWriter();
    write(outcome, out);
    return out.bytes();
  }

  /**
   * Reads an outcome that fills {@code bytes}.
   *
   * @throws MalformedException if they are not the canonical form of one
   */
  public static Outcome decode(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    Outcome outcome = read(in);
    in.end();
    return outcome;
  }

  private static void writeRefusal(Refusal refusal, CanonicalWriter out) {
    out.u8(refusal.code().code());
    OperationCodec.option(refusal.found(), out, state -> out.u8(state.code()));
    out.u64(refusal.version());
    OperationCodec.option(refusal.first(), out, a -> AdmissionCodec.write(a, out));
    OperationCodec.option(refusal.blocking(), out, op -> out.digest(op.value()));
  }

  private static Refusal readRefusal(CanonicalReader in) {
    return new Refusal(
        RefusalCode.of(in.u8()),
        OperationCodec.option(in, r -> TicketState.of(r.u8())),
        in.u64(),
        OperationCodec.option(in, AdmissionCodec::read),
        OperationCodec.option(in, r -> new OpId(r.digest())));
  }
}
