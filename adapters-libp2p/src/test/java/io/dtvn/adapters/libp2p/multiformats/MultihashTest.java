package io.dtvn.adapters.libp2p.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Hex;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.membership.PeerId;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultihashTest {

  @Property
  void a_peer_id_holds_its_key(@ForAll @Size(32) byte[] bytes) {
    PublicKey key = PublicKey.fromBytes(bytes, 0);
    Multihash id = Multihash.of(key);
    assertThat(id.text()).isEqualTo(PeerId.of(key).text()).startsWith("12D3KooW").hasSize(52);
    assertThat(id.key()).contains(key);
    assertThat(Multihash.parse(id.text())).isEqualTo(id);
    String cid = "b" + Multibase.encodeBase32(concat(Hex.decode("0172"), id.bytes().toBytes()));
    assertThat(Multihash.parse(cid)).isEqualTo(id);
  }

  @Test
  void the_forms_of_one_id_are_the_same() {
    // one id of an RSA key in its three forms, from libp2p/specs, peer-ids/peer-ids.md
    Multihash id = Multihash.parse("QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N");
    assertThat(id.text()).isEqualTo("QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N");
    assertThat(id.key()).isEmpty();
    assertThat(Multihash.parse("bafzbeie5745rpv2m6tjyuugywy4d5ewrqgqqhfnf445he3omzpjbx5xqxe"))
        .isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "Qm",
        "Qm0",
        "12D3KooWO",
        "bafz",
        "bafyreiabc",
        "z",
        "k51",
        "f01",
        "B",
        "!",
        "QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5NN"
      })
  void other_text_is_refused(String text) {
    assertThatThrownBy(() -> Multihash.parse(text)).isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0000", "1220", "002b", "110100", "0003616263ff"})
  void other_bytes_are_refused(String hex) {
    Bytes bytes = Bytes.owning(Hex.decode(hex));
    assertThatThrownBy(() -> new Multihash(bytes)).isInstanceOf(MalformedException.class);
  }

  @Test
  void text_of_any_length_takes_bounded_time() {
    assertThatThrownBy(() -> Multihash.parse("1".repeat(100_000)))
        .hasMessageContaining("at most 512");
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
