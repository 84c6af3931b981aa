package io.dtvn.ports.crypto;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.ports.spi.CryptoProvider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Verifier} answers: the same as every other. */
public abstract class VerifierContractTest {

  /** The provider under test. */
  protected abstract CryptoProvider provider();

  static List<Rfc8032Vector> vectors() {
    return Rfc8032Vector.all();
  }

  static List<EdgeCase> edgeCases() {
    return EdgeCase.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void the_vectors_of_rfc_8032_are_accepted(Rfc8032Vector vector) {
    assertThat(provider().verifier().verify(vector.key(), vector.message(), vector.signature()))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void a_signature_with_any_bit_flipped_is_refused(Rfc8032Vector vector) {
    Verifier verifier = provider().verifier();
    for (int bit = 0; bit < Signature.BYTES * Byte.SIZE; bit++) {
      byte[] bytes = flip(vector.signature().toBytes(), bit);
      Signature flipped = Signature.fromBytes(bytes, 0);
      assertThat(verifier.verify(vector.key(), vector.message(), flipped))
          .as("bit %d of the signature", bit)
          .isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void a_signature_under_a_key_with_any_bit_flipped_is_refused(Rfc8032Vector vector) {
    Verifier verifier = provider().verifier();
    for (int bit = 0; bit < PublicKey.BYTES * Byte.SIZE; bit++) {
      PublicKey flipped = PublicKey.fromBytes(flip(vector.key().toBytes(), bit), 0);
      assertThat(verifier.verify(flipped, vector.message(), vector.signature()))
          .as("bit %d of the key", bit)
          .isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void a_signature_over_a_longer_message_is_refused(Rfc8032Vector vector) {
    byte[] longer = new byte[vector.message().length() + 1];
    System.arraycopy(vector.message().toBytes(), 0, longer, 0, longer.length - 1);
    Verifier verifier = provider().verifier();
    assertThat(verifier.verify(vector.key(), Bytes.owning(longer), vector.signature())).isFalse();
  }

  @ParameterizedTest
  @MethodSource("edgeCases")
  void an_edge_case_is_decided_by_the_strict_rule(EdgeCase edge) {
    assertThat(provider().verifier().verify(edge.key(), edge.message(), edge.signature()))
        .isEqualTo(edge.accepted());
  }

  @Test
  void no_edge_case_is_missing_from_the_file() {
    Map<String, Long> byVerdict =
        edgeCases().stream().collect(groupingBy(EdgeCase::verdict, TreeMap::new, counting()));
    assertThat(byVerdict)
        .isEqualTo(Map.of("accepted", 9L, "S", 4L, "A", 8L, "R", 4L, "small", 11L, "equation", 3L));
  }

  @Test
  void an_answer_does_not_depend_on_what_was_asked_before() {
    Verifier verifier = provider().verifier();
    for (int round = 0; round < 3; round++) {
      for (EdgeCase edge : edgeCases()) {
        assertThat(verifier.verify(edge.key(), edge.message(), edge.signature()))
            .as(edge.name())
            .isEqualTo(edge.accepted());
      }
    }
  }

  @Test
  void many_threads_get_the_answers_of_one() {
    Verifier verifier = provider().verifier();
    List<EdgeCase> cases = edgeCases();
    long wrong =
        IntStream.range(0, 40 * cases.size())
            .parallel()
            .mapToObj(i -> cases.get(i % cases.size()))
            .filter(e -> verifier.verify(e.key(), e.message(), e.signature()) != e.accepted())
            .count();
    assertThat(wrong).isZero();
  }

  private static byte[] flip(byte[] bytes, int bit) {
    bytes[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
    return bytes;
  }
}
