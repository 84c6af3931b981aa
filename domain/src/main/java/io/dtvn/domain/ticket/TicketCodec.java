package io.dtvn.domain.ticket;

import io.dtvn.domain.clock.VectorClock;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;

/**
 * The canonical form of a {@link Ticket}: its fields in the order of the record. Its SHA-256 is the
 * ticket's value in the state tree. Encoding and decoding are inverse to one another, byte for
 * byte.
 */
public final class TicketCodec {

  private static final int EXPECTED_BYTES = 320;

  private TicketCodec() {}

  /** Writes {@code ticket} behind what {@code out} already holds. */
  public static void write(Ticket ticket, CanonicalWriter out) {
    out.text(ticket.id().value())
        .text(ticket.eventId().value())
        .u8(ticket.state().code())
        .u64(ticket.version())
        .u8(ticket.source().code());
    OperationCodec.option(ticket.dataHash(), out, out::digest);
    OperationCodec.option(ticket.validator(), out, v -> out.text(v.value()));
    OperationCodec.option(ticket.hold(), out, hold -> writeHold(hold, out));
    OperationCodec.option(ticket.admission(), out, a -> AdmissionCodec.write(a, out));
    OperationCodec.option(ticket.dispute(), out, d -> writeDispute(d, out));
    ticket.vectorClock().writeTo(out);
    out.digest(ticket.historyHead()).u64(ticket.created()).u64(ticket.updated());
  }

  /**
   * Reads one ticket.
   *
   * @throws io.dtvn.domain.codec.MalformedException if the bytes are not the canonical form of one
   */
  public static Ticket read(CanonicalReader in) {
    return new Ticket(
        new TicketId(in.text(TicketId.MAX_BYTES)),
        OperationCodec.label(in),
        TicketState.of(in.u8()),
        in.u64(),
        TicketSource.of(in.u8()),
        OperationCodec.option(in, CanonicalReader::digest),
        OperationCodec.option(in, AdmissionCodec::validator),
        OperationCodec.option(in, TicketCodec::readHold),
        OperationCodec.option(in, AdmissionCodec::read),
        OperationCodec.option(in, TicketCodec::readDispute),
        VectorClock.read(in),
        in.digest(),
        in.u64(),
        in.u64());
  }

  /** The canonical form of {@code ticket}. */
  public static Bytes encode(Ticket ticket) {
    CanonicalWriter out = new CanonicalWriter(EXPECTED_BYTES);
    write(ticket, out);
    return out.bytes();
  }

  /**
   * Reads a ticket that fills {@code bytes}.
   *
   * @throws io.dtvn.domain.codec.MalformedException if they are not the canonical form of one
   */
  public static Ticket decode(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    Ticket ticket = read(in);
    in.end();
    return ticket;
  }

  private static void writeHold(Hold hold, CanonicalWriter out) {
    OperationCodec.label(hold.gate(), out);
    OperationCodec.label(hold.device(), out);
    out.digest(hold.opId().value()).u64(hold.until());
  }

  private static Hold readHold(CanonicalReader in) {
    return new Hold(
        OperationCodec.option(in, OperationCodec::label),
        OperationCodec.option(in, OperationCodec::label),
        new OpId(in.digest()),
        in.u64());
  }

  private static void writeDispute(DisputeCase dispute, CanonicalWriter out) {
    out.digest(dispute.opId().value()).u8(dispute.priorState().code()).u64(dispute.since());
  }

  private static DisputeCase readDispute(CanonicalReader in) {
    return new DisputeCase(new OpId(in.digest()), TicketState.of(in.u8()), in.u64());
  }
}
