package io.dtvn.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Hex;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.BundleWindow.Entry;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Principal;
import io.dtvn.domain.ticket.TicketId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The canonical bytes of tables and head, and the keys of the state tree. */
final class LedgerCodecTest {

  private static final Digest ONES = Digest.parse("11".repeat(32));
  private static final Digest TWOS = Digest.parse("22".repeat(32));
  private static final PublicKey GATEWAY = new PublicKey(ONES);

  @Test
  void a_bundle_table() {
    BundleWindow window = new BundleWindow(GATEWAY, 7, List.of(entry(5), entry(7)));
    Bytes bytes = BundleWindowCodec.encode(window);
    assertThat(Hex.encode(bytes.toBytes()))
        .isEqualTo(
            ONES.hex()
                + "0000000000000007"
                + "00000002"
                + ("0000000000000005" + "0000000000000009" + "00000003" + TWOS.hex())
                + ("0000000000000007" + "0000000000000009" + "00000003" + TWOS.hex()));
    check(window, bytes, BundleWindowCodec::decode);
  }

  @Test
  void a_head() {
    LedgerHead head = new LedgerHead(1, 2, 3, ONES);
    Bytes bytes = LedgerHeadCodec.encode(head);
    assertThat(Hex.encode(bytes.toBytes()))
        .isEqualTo("0000000000000001" + "0000000000000002" + "0000000000000003" + ONES.hex());
    check(head, bytes, LedgerHeadCodec::decode);
  }

  @Test
  void an_operation_and_its_key() {
    OperationRecord operation = new OperationRecord(ONES, 2, 3);
    Bytes bytes = OperationRecordCodec.encode(operation);
    assertThat(Hex.encode(bytes.toBytes())).isEqualTo(ONES.hex() + "0000000000000002" + "00000003");
    check(operation, bytes, OperationRecordCodec::decode);
    OperationKey byKey = new OperationKey(new Principal.KeyHolder(GATEWAY), new OpId(TWOS));
    assertThat(Hex.encode(OperationRecordCodec.encode(byKey).toBytes()))
        .isEqualTo(TWOS.hex() + "01" + ONES.hex());
    check(byKey, OperationRecordCodec.encode(byKey), OperationRecordCodec::decodeKey);
    OperationKey byCaller =
        new OperationKey(
            new Principal.GatewayCaller(GATEWAY, Optional.of(new Label("k"))), new OpId(TWOS));
    assertThat(Hex.encode(OperationRecordCodec.encode(byCaller).toBytes()))
        .isEqualTo(TWOS.hex() + "02" + ONES.hex() + "01" + "0001" + "6b");
    check(byCaller, OperationRecordCodec.encode(byCaller), OperationRecordCodec::decodeKey);
  }

  @Test
  void a_bundle_table_that_no_ledger_makes_is_refused() {
    refused(new BundleWindow(GATEWAY, 7, List.of(entry(7), entry(5))));
    refused(new BundleWindow(GATEWAY, 7, List.of(entry(7), entry(7))));
    refused(new BundleWindow(GATEWAY, 7, List.of(entry(5))));
    refused(new BundleWindow(GATEWAY, 7, List.of(entry(7), entry(8))));
    refused(new BundleWindow(GATEWAY, 70, List.of(entry(6), entry(70))));
    refused(new BundleWindow(GATEWAY, 7, List.of(entry(0), entry(7))));
    refused(new BundleWindow(GATEWAY, 7, List.of()));
    BundleWindow empty = BundleWindow.empty(GATEWAY);
    assertThat(BundleWindowCodec.decode(BundleWindowCodec.encode(empty))).isEqualTo(empty);
  }

  @Test
  void the_keys_of_the_state_tree_are_name_spaced() {
    CanonicalWriter out = new CanonicalWriter();
    assertThat(StateKeys.ticket(new TicketId("T-1")))
        .isEqualTo(out.clear().u8(1).text("T-1").sha256());
    assertThat(StateKeys.bundles(GATEWAY)).isEqualTo(out.clear().u8(2).key(GATEWAY).sha256());
    assertThat(StateKeys.operations(9)).isEqualTo(out.clear().u8(3).u64(9).sha256());
    assertThat(StateKeys.configuration()).isEqualTo(out.clear().u8(4).sha256());
    assertThat(StateKeys.head()).isEqualTo(out.clear().u8(5).sha256());
  }

  private static Entry entry(long number) {
    return new Entry(number, 9, 3, TWOS);
  }

  private static void refused(BundleWindow window) {
    Bytes bytes = BundleWindowCodec.encode(window);
    assertThatThrownBy(() -> BundleWindowCodec.decode(bytes))
        .isInstanceOf(MalformedException.class);
  }

  private static <T> void check(T value, Bytes bytes, Function<Bytes, T> decode) {
    assertThat(decode.apply(bytes)).isEqualTo(value);
    for (int length = 0; length < bytes.length(); length++) {
      Bytes part = Bytes.owning(Arrays.copyOf(bytes.toBytes(), length));
      assertThatThrownBy(() -> decode.apply(part)).isInstanceOf(MalformedException.class);
    }
    Bytes longer = Bytes.owning(Arrays.copyOf(bytes.toBytes(), bytes.length() + 1));
    assertThatThrownBy(() -> decode.apply(longer)).isInstanceOf(MalformedException.class);
  }
}
