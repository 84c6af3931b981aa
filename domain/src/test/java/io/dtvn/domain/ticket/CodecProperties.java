package io.dtvn.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.MalformedException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Every canonical form: reading gives back what was written, no proper beginning and no longer
 * string of bytes is read, and whatever is read is written as it stood.
 */
final class CodecProperties {

  @Property(tries = 200)
  void operations(@ForAll("anyOperation") Operation operation, @ForAll int place, @ForAll byte b) {
    Bytes bytes = OperationCodec.encode(operation);
    assertThat(operation.digest()).isEqualTo(bytes.sha256());
    assertThat(bytes.length()).isLessThanOrEqualTo(Operation.MAX_BYTES);
    new Form<>(operation, OperationCodec::encode, OperationCodec::decode).check(place, b);
  }

  @Property(tries = 200)
  void tickets(@ForAll("anyTicket") Ticket ticket, @ForAll int place, @ForAll byte b) {
    new Form<>(ticket, TicketCodec::encode, TicketCodec::decode).check(place, b);
  }

  @Property(tries = 200)
  void history_entries(@ForAll("anyEntry") HistoryEntry entry, @ForAll int place, @ForAll byte b) {
    assertThat(entry.digest()).isEqualTo(HistoryCodec.encode(entry).sha256());
    new Form<>(entry, HistoryCodec::encode, HistoryCodec::decode).check(place, b);
  }

  @Property(tries = 200)
  void outcomes(@ForAll("anyOutcome") Outcome outcome, @ForAll int place, @ForAll byte b) {
    new Form<>(outcome, OutcomeCodec::encode, OutcomeCodec::decode).check(place, b);
  }

  @Property(tries = 200)
  void principals(@ForAll("anyPrincipal") Principal principal, @ForAll int place, @ForAll byte b) {
    new Form<>(principal, Principal::encoded, CodecProperties::principal).check(place, b);
  }

  @Property(tries = 300)
  void random_bytes_are_refused_or_written_as_they_stood(
      @ForAll byte[] random, @ForAll @IntRange(max = 3) int kind) {
    Bytes bytes = Bytes.copyOf(random);
    Function<Bytes, Bytes> twice =
        switch (kind) {
          case 0 -> b -> OperationCodec.encode(OperationCodec.decode(b));
          case 1 -> b -> TicketCodec.encode(TicketCodec.decode(b));
          case 2 -> b -> HistoryCodec.encode(HistoryCodec.decode(b));
          default -> b -> OutcomeCodec.encode(OutcomeCodec.decode(b));
        };
    attempt(twice, bytes).ifPresent(again -> assertThat(again).isEqualTo(bytes));
  }

  private record Form<T>(T value, Function<T, Bytes> encode, Function<Bytes, T> decode) {

    void check(int place, byte replacement) {
      Bytes bytes = encode.apply(value);
      assertThat(decode.apply(bytes)).isEqualTo(value);
      byte[] array = bytes.toBytes();
      for (int length = 0; length < array.length; length++) {
        Bytes beginning = Bytes.owning(Arrays.copyOf(array, length));
        assertThatThrownBy(() -> decode.apply(beginning)).isInstanceOf(MalformedException.class);
      }
      Bytes longer = Bytes.owning(Arrays.copyOf(array, array.length + 1));
      assertThatThrownBy(() -> decode.apply(longer)).isInstanceOf(MalformedException.class);
      array[Math.floorMod(place, array.length)] = replacement;
      Bytes changed = Bytes.owning(array);
      attempt(b -> encode.apply(decode.apply(b)), changed)
          .ifPresent(again -> assertThat(again).isEqualTo(changed));
    }
  }

  private static Optional<Bytes> attempt(Function<Bytes, Bytes> function, Bytes bytes) {
    try {
      return Optional.of(function.apply(bytes));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static Principal principal(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    Principal principal = Principal.read(in);
    in.end();
    return principal;
  }

  @Provide
  Arbitrary<Operation> anyOperation() {
    return TicketArbitraries.operations();
  }

  @Provide
  Arbitrary<Ticket> anyTicket() {
    return TicketArbitraries.tickets();
  }

  @Provide
  Arbitrary<HistoryEntry> anyEntry() {
    return TicketArbitraries.entries();
  }

  @Provide
  Arbitrary<Outcome> anyOutcome() {
    return TicketArbitraries.outcomes();
  }

  @Provide
  Arbitrary<Principal> anyPrincipal() {
    return TicketArbitraries.principals();
  }
}
