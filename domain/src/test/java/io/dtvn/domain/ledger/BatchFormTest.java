package io.dtvn.domain.ledger;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.at;
import static io.dtvn.domain.ticket.Operations.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Sha256;
import io.dtvn.domain.proof.MerkleTree;
import io.dtvn.domain.proof.SignatureInput;
import io.dtvn.domain.proof.SignedType;
import io.dtvn.domain.ticket.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bundles and batches as bytes, and what keeps them small. */
final class BatchFormTest {

  private final FakeNetwork network = FakeNetwork.of(4);
  private final Bundle bundle =
      network.bundle(1, 7, issue("i", "T"), at("A", "d", admit("a", "T")), admit("b", "T"));
  private final Batch batch =
      FakeNetwork.batch(1000, bundle, network.bundle(2, 7, issue("j", "U")));

  @Test
  void a_bundle_is_read_as_it_was_written() {
    Bundle read = Bundle.decode(bundle.encoded());
    assertThat(read).isEqualTo(bundle);
    assertThat(read.id()).isEqualTo(new BundleId(network.key(1), 7));
    assertThat(read.operations()).isEqualTo(bundle.operations());
    assertThat(read.digest()).isEqualTo(bundle.encoded().sha256());
  }

  @Test
  void a_bundle_knows_the_digest_of_each_of_its_operations() {
    for (Bundle each : List.of(bundle, Bundle.decode(bundle.encoded()))) {
      for (int i = 0; i < each.operations().size(); i++) {
        assertThat(each.operationDigest(i, new Sha256()))
            .isEqualTo(each.operations().get(i).digest());
      }
    }
  }

  @Test
  void the_gateway_signs_everything_but_its_signature() {
    Bytes encoded = bundle.encoded();
    Bytes payload = Bytes.owning(Arrays.copyOf(encoded.toBytes(), encoded.length() - 64));
    Bytes input = SignatureInput.of(SignedType.REQUEST, network.genesis().hash(), payload);
    assertThat(bundle.signatureInput(network.genesis().hash())).isEqualTo(input);
    assertThat(FakeNetwork.verify(network.key(1), input, bundle.signature())).isTrue();
  }

  @Test
  void a_batch_is_read_as_it_was_written() {
    Batch read = Batch.decode(batch.encode());
    assertThat(read.header()).isEqualTo(batch.header());
    assertThat(read.bundles()).isEqualTo(batch.bundles());
    assertThat(read.encode()).isEqualTo(batch.encode());
    assertThat(batch.encodedLength()).isEqualTo(batch.encode().length());
    assertThat(batch.header().requestsRoot())
        .isEqualTo(MerkleTree.root(batch.bundles().stream().map(Bundle::digest).toList()));
  }

  @Test
  void no_beginning_and_nothing_longer_is_read() {
    for (int length = 0; length < bundle.encoded().length(); length++) {
      Bytes part = Bytes.owning(Arrays.copyOf(bundle.encoded().toBytes(), length));
      assertThatThrownBy(() -> Bundle.decode(part)).isInstanceOf(MalformedException.class);
    }
    byte[] whole = batch.encode().toBytes();
    for (int length = 0; length < whole.length; length++) {
      Bytes part = Bytes.owning(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Batch.decode(part)).isInstanceOf(MalformedException.class);
    }
    Bytes longer = Bytes.owning(Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> Batch.decode(longer)).isInstanceOf(MalformedException.class);
  }

  @Test
  void bundles_under_a_header_of_others_are_refused() {
    CanonicalWriter out = new CanonicalWriter();
    batch.header().writeTo(out);
    out.bytes(batch.bundles().get(1).encoded()).bytes(batch.bundles().get(0).encoded());
    assertThatThrownBy(() -> Batch.decode(out.bytes()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("root");
  }

  @Test
  void one_bundle_id_twice_in_a_batch_is_refused() {
    Bundle other = network.bundle(1, 7, issue("k", "V"));
    assertThatThrownBy(() -> FakeNetwork.batch(0, bundle, other))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void a_bundle_holds_1_to_256_operations_and_counts_from_1() {
    Operation[] many =
        IntStream.range(0, Bundle.OPERATIONS_MAX + 1)
            .mapToObj(i -> issue("i" + i, "T" + i))
            .toArray(Operation[]::new);
    Operation[] most = Arrays.copyOf(many, Bundle.OPERATIONS_MAX);
    assertThat(Bundle.decode(network.bundle(0, 1, most).encoded()).operations()).hasSize(256);
    assertThatThrownBy(() -> network.bundle(0, 1, many)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> network.bundle(0, 1)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> network.bundle(0, 0, issue("i", "T")))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void a_batch_holds_at_most_its_bundles_operations_and_bytes() {
    List<Bundle> small =
        IntStream.rangeClosed(1, Batch.BUNDLES_MAX + 1)
            .mapToObj(i -> network.bundle(0, i, issue("i", "T")))
            .toList();
    assertThat(Batch.of(0, 0, small.subList(0, Batch.BUNDLES_MAX)).bundles()).hasSize(512);
    assertThatThrownBy(() -> Batch.of(0, 0, small)).isInstanceOf(MalformedException.class);
    Operation[] full = new Operation[Bundle.OPERATIONS_MAX];
    Arrays.fill(full, issue("i", "t".repeat(256)));
    List<Bundle> large =
        IntStream.rangeClosed(1, 4).mapToObj(i -> network.bundle(0, i, full)).toList();
    assertThat(Batch.of(0, 0, large.subList(0, 3)).encodedLength())
        .isLessThanOrEqualTo(Batch.BYTES_MAX);
    assertThatThrownBy(() -> Batch.of(0, 0, large)).isInstanceOf(MalformedException.class);
  }

  @Test
  void the_null_batch_has_a_digest_of_its_epoch_alone() {
    Batch empty = Batch.nullOf(3);
    assertThat(empty.isNull()).isTrue();
    assertThat(Batch.decode(empty.encode())).isEqualTo(empty);
    CanonicalWriter header = new CanonicalWriter();
    header.u64(3).u64(0).u32(0).digest(new Sha256().digest());
    assertThat(empty.digest()).isEqualTo(header.sha256());
    assertThat(Batch.nullOf(4)).isNotEqualTo(empty);
    assertThat(batch.isNull()).isFalse();
  }
}
