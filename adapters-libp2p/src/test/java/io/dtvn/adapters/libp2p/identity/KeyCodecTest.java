package io.dtvn.adapters.libp2p.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Hex;
import io.dtvn.domain.codec.MalformedException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCodecTest {

  private static final String RAW =
      "1ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e";

  /** From libp2p/specs, peer-ids/peer-ids.md. */
  private static final String ED25519 = "08011220" + RAW;

  private static final String SECP256K1 =
      "08021221037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca99";

  @Test
  void the_vector_of_the_specification_goes_both_ways() {
    assertThat(KeyCodec.decode(Hex.decode(ED25519)).hex()).isEqualTo(RAW);
    assertThat(Hex.encode(KeyCodec.encode(KeyCodec.decode(Hex.decode(ED25519)))))
        .isEqualTo(ED25519);
  }

  @Test
  void another_type_is_refused_by_its_type() {
    assertThatThrownBy(() -> KeyCodec.decode(Hex.decode(SECP256K1)))
        .hasMessage("public key: want type 1 (Ed25519), found 2");
    byte[] rsa = new byte[KeyCodec.BYTES_MAX + 1];
    assertThatThrownBy(() -> KeyCodec.decode(rsa)).hasMessageContaining("at most 1024 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0801", "1220" + RAW + "0801", "08011220" + RAW + "1800", "08011201aa"})
  void other_forms_are_refused(String hex) {
    assertThatThrownBy(() -> KeyCodec.decode(Hex.decode(hex)))
        .isInstanceOf(MalformedException.class);
  }

  @Property
  void a_changed_or_cut_key_is_refused_or_another_key(
      @ForAll @IntRange(max = 35) int at, @ForAll byte with, @ForAll @IntRange(max = 36) int keep) {
    byte[] bytes = Arrays.copyOf(Hex.decode(ED25519), keep);
    if (at < keep) {
      bytes[at] = with;
    }
    try {
      assertThat(KeyCodec.decode(bytes).hex()).hasSize(64);
    } catch (MalformedException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
