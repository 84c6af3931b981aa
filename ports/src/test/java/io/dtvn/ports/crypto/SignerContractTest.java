package io.dtvn.ports.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Hex;
import io.dtvn.domain.codec.Signature;
import io.dtvn.ports.spi.CryptoProvider;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Signer} signs: the same as every other. */
public abstract class SignerContractTest {

  /** The provider under test. */
  protected abstract CryptoProvider provider();

  static List<Rfc8032Vector> vectors() {
    return Rfc8032Vector.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void the_vectors_of_rfc_8032_come_out(Rfc8032Vector vector) {
    Signer signer = provider().signer(vector.seed());
    assertThat(signer.publicKey()).isEqualTo(vector.key());
    assertThat(signer.sign(vector.message())).isEqualTo(vector.signature());
  }

  @Test
  void what_it_signs_is_accepted_by_the_verifier() {
    Verifier verifier = provider().verifier();
    for (int i = 0; i < 200; i++) {
      Signer signer = provider().signer(seed(i));
      Bytes message = Bytes.owning(new byte[i]);
      assertThat(verifier.verify(signer.publicKey(), message, signer.sign(message))).isTrue();
      assertThat(
              verifier.verify(
                  signer.publicKey(), Bytes.owning(new byte[i + 1]), signer.sign(message)))
          .isFalse();
    }
  }

  @Test
  void two_signers_of_one_seed_and_many_threads_sign_alike() {
    Signer one = provider().signer(seed(7));
    Signer other = provider().signer(seed(7));
    Bytes message = Bytes.owning(new byte[300]);
    Signature expected = one.sign(message);
    long different =
        IntStream.range(0, 2_000)
            .parallel()
            .filter(i -> !(i % 2 == 0 ? one : other).sign(message).equals(expected))
            .count();
    assertThat(different).isZero();
  }

  @Test
  void the_seed_is_copied_and_does_not_show() {
    byte[] seed = seed(9).toBytes();
    Signer signer = provider().signer(Bytes.owning(seed));
    Signature before = signer.sign(Bytes.EMPTY);
    String text = signer.toString();
    assertThat(text).doesNotContain(Hex.encode(seed));
    seed[0] ^= 1;
    assertThat(signer.sign(Bytes.EMPTY)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void a_seed_of_another_length_is_refused(int length) {
    assertThatThrownBy(() -> provider().signer(Bytes.owning(new byte[length])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("want 32 bytes, found " + length);
  }

  private static Bytes seed(int number) {
    return Bytes.owning(Digest.of(new byte[] {(byte) number}).toBytes());
  }
}
