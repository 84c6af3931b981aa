package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The canonical form of an {@link Operation}: op id, event, ticket, claim, action, then the
 * optional key and signature. Encoding and decoding are inverse to one another, byte for byte.
 */
public final class OperationCodec {

  private static final String SIGNING_DOMAIN = "dtvn-operation-v1";

  private OperationCodec() {}

  /** Writes {@code operation} behind what {@code out} already holds. */
  public static void write(Operation operation, CanonicalWriter out) {
    writeUnsigned(operation, out);
    out.bool(operation.authorization().isPresent());
    operation.authorization().ifPresent(a -> out.key(a.key()).signature(a.signature()));
  }

  /** The canonical form of {@code operation}. */
  public static Bytes encode(Operation operation) {
    CanonicalWriter out = new CanonicalWriter(192);
    write(operation, out);
    return out.bytes();
  }

  /**
   * What the operation's own key signs: a domain word, the genesis hash, and everything but the
   * signature.
   */
  public static Bytes signedBytes(Operation operation, Digest genesisHash) {
    CanonicalWriter out = new CanonicalWriter(256).text(SIGNING_DOMAIN).digest(genesisHash);
    writeUnsigned(operation, out);
    return out.bytes();
  }

  /**
   * Reads one operation.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  public static Operation read(CanonicalReader in) {
    int start = in.position();
    OpId opId = new OpId(in.digest());
    Label eventId = label(in);
    TicketId ticketId = new TicketId(in.text(TicketId.MAX_BYTES));
    Claim claim = readClaim(in);
    Action action = ActionCodec.read(in);
    Optional<Authorization> authorization =
        option(in, r -> new Authorization(r.key(), r.signature()));
    if (in.position() - start > Operation.MAX_BYTES) {
      throw new MalformedException("operation: want at most 4096 bytes, found more");
    }
    return new Operation(opId, eventId, ticketId, claim, action, authorization);
  }

  /** Reads an operation that fills {@code bytes}. */
  public static Operation decode(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    Operation operation = read(in);
    in.end();
    return operation;
  }

  private static void writeUnsigned(Operation operation, CanonicalWriter out) {
    out.digest(operation.opId().value())
        .text(operation.eventId().value())
        .text(operation.ticketId().value());
    writeClaim(operation.claim(), out);
    ActionCodec.write(operation.action(), out);
  }

  static void writeClaim(Claim claim, CanonicalWriter out) {
    label(claim.caller(), out);
    label(claim.gate(), out);
    label(claim.device(), out);
    number(claim.claimedAt(), out);
    number(claim.expectedVersion(), out);
  }

  static Claim readClaim(CanonicalReader in) {
    return new Claim(
        option(in, OperationCodec::label),
        option(in, OperationCodec::label),
        option(in, OperationCodec::label),
        number(in),
        number(in));
  }

  static void label(Optional<Label> label, CanonicalWriter out) {
    out.bool(label.isPresent());
    label.ifPresent(l -> out.text(l.value()));
  }

  static Label label(CanonicalReader in) {
    return new Label(in.text(Label.MAX_BYTES));
  }

  static <T> Optional<T> option(CanonicalReader in, Function<CanonicalReader, T> value) {
    return in.bool() ? Optional.of(value.apply(in)) : Optional.empty();
  }

  static <T> void option(Optional<T> value, CanonicalWriter out, Consumer<T> writer) {
    out.bool(value.isPresent());
    value.ifPresent(writer);
  }

  private static void number(OptionalLong number, CanonicalWriter out) {
    out.bool(number.isPresent());
    number.ifPresent(out::u64);
  }

  private static OptionalLong number(CanonicalReader in) {
    return in.bool() ? OptionalLong.of(in.u64()) : OptionalLong.empty();
  }
}
