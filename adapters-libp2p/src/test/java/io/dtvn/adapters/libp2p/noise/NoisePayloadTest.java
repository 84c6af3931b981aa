package io.dtvn.adapters.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.adapters.crypto.BouncyCastleCryptoProvider;
import io.dtvn.adapters.libp2p.protobuf.ProtoWriter;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Hex;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.ports.crypto.Signer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NoisePayloadTest {

  private static final BouncyCastleCryptoProvider CRYPTO = new BouncyCastleCryptoProvider();
  private static final Signer SIGNER = CRYPTO.signer(Bytes.owning(new byte[32]));
  private static final byte[] STATIC = new byte[32];

  private final NoisePayload payload =
      NoisePayload.signed(SIGNER, STATIC, List.of("/yamux/1.0.0", "/other/1"));

  @Test
  void a_payload_goes_both_ways_and_is_signed_for_its_handshake_alone() {
    NoisePayload read = NoisePayload.decode(payload.encode());
    assertThat(read).isEqualTo(payload);
    assertThat(read.isSignedFor(STATIC, CRYPTO.verifier())).isTrue();
    byte[] other = STATIC.clone();
    other[31] = 1;
    assertThat(read.isSignedFor(other, CRYPTO.verifier())).isFalse();
  }

  @Test
  void the_type_of_the_key_is_looked_at_first() {
    byte[] rsa = new ProtoWriter().number(1, 0).bytes(2, new byte[500]).toBytes();
    byte[] message = new ProtoWriter().bytes(1, rsa).bytes(2, new byte[256]).toBytes();
    assertThatThrownBy(() -> NoisePayload.decode(message)).hasMessageContaining("found 0");
  }

  @Test
  void a_large_key_and_many_muxers_are_refused() {
    byte[] large = new ProtoWriter().bytes(1, new byte[1025]).toBytes();
    assertThatThrownBy(() -> NoisePayload.decode(large)).hasMessageContaining("at most 1024");
    ProtoWriter muxers = new ProtoWriter();
    for (int i = 0; i < 17; i++) {
      muxers.text(2, "/m");
    }
    byte[] many = new ProtoWriter().bytes(4, muxers.toBytes()).toBytes();
    assertThatThrownBy(() -> NoisePayload.decode(many)).hasMessageContaining("at most 16 muxers");
  }

  @Test
  void later_fields_are_skipped() {
    byte[] later = Hex.decode("2a03616263");
    byte[] bytes = payload.encode();
    byte[] all = Arrays.copyOf(bytes, bytes.length + later.length);
    System.arraycopy(later, 0, all, bytes.length, later.length);
    assertThat(NoisePayload.decode(all)).isEqualTo(payload);
  }

  @Property(tries = 300)
  void a_changed_or_cut_payload_is_refused_unsigned_or_means_the_same(
      @ForAll @IntRange(max = 160) int at,
      @ForAll byte with,
      @ForAll @IntRange(max = 160) int keep) {
    byte[] bytes = payload.encode();
    bytes = Arrays.copyOf(bytes, Math.min(keep, bytes.length));
    if (at < bytes.length) {
      bytes[at] = with;
    }
    try {
      NoisePayload read = NoisePayload.decode(bytes);
      boolean same =
          read.key().equals(payload.key()) && read.signature().equals(payload.signature());
      assertThat(read.isSignedFor(STATIC, CRYPTO.verifier())).isEqualTo(same);
    } catch (MalformedException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
