package io.dtvn.domain.ticket;

import io.dtvn.domain.clock.VectorClock;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;

/**
 * The canonical form of a {@link HistoryEntry}: its fields in the order of the record. Its SHA-256
 * links the next entry to it.
 */
public final class HistoryCodec {

  private static final int EXPECTED_BYTES = 256;

  private HistoryCodec() {}

  /** Writes {@code entry} behind what {@code out} already holds. */
  public static void write(HistoryEntry entry, CanonicalWriter out) {
    out.text(entry.ticketId().value())
        .u64(entry.number())
        .u64(entry.sequence())
        .u32(entry.operationIndex())
        .digest(entry.opId().value())
        .u8(entry.type().code());
    OperationCodec.option(entry.from(), out, state -> out.u8(state.code()));
    out.u8(entry.to().code());
    entry.principal().writeTo(out);
    out.text(entry.node().value());
    OperationCodec.writeClaim(entry.claim(), out);
    out.u64(entry.blockTime());
    entry.vectorClock().writeTo(out);
    out.digest(entry.previous());
  }

  /**
   * Reads one entry.
   *
   * @throws io.dtvn.domain.codec.MalformedException if the bytes are not the canonical form of one
   */
  public static HistoryEntry read(CanonicalReader in) {
    return new HistoryEntry(
        new TicketId(in.text(TicketId.MAX_BYTES)),
        in.u64(),
        in.u64(),
        in.u32(),
        new OpId(in.digest()),
        ActionType.of(in.u8()),
        OperationCodec.option(in, r -> TicketState.of(r.u8())),
        TicketState.of(in.u8()),
        Principal.read(in),
        AdmissionCodec.validator(in),
        OperationCodec.readClaim(in),
        in.u64(),
        VectorClock.read(in),
        in.digest());
  }

  /** The canonical form of {@code entry}. */
  public static Bytes encode(HistoryEntry entry) {
    CanonicalWriter out = new CanonicalWriter(EXPECTED_BYTES);
    write(entry, out);
    return out.bytes();
  }

  /**
   * Reads an entry that fills {@code bytes}.
   *
   * @throws io.dtvn.domain.codec.MalformedException if they are not the canonical form of one
   */
  public static HistoryEntry decode(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    HistoryEntry entry = read(in);
    in.end();
    return entry;
  }
}
