package io.dtvn.adapters.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Hex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NoiseXxTest {

  private static final byte[] NOTHING = {};
  private static final X25519Pair INITIATOR_STATIC = pair(0x00);
  private static final X25519Pair RESPONDER_STATIC = pair(0x01);
  private static final X25519Pair INITIATOR_EPHEMERAL = pair(0x20);
  private static final X25519Pair RESPONDER_EPHEMERAL = pair(0x41);

  /** The 32 bytes that count upwards from {@code first}, as the vectors have them. */
  private static X25519Pair pair(int first) {
    byte[] secret = new byte[X25519Pair.BYTES];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) (first + i);
    }
    return X25519Pair.of(secret);
  }

  private static NoiseXx initiator() {
    return new NoiseXx(true, INITIATOR_STATIC, INITIATOR_EPHEMERAL, NOTHING);
  }

  private static NoiseXx responder() {
    return new NoiseXx(false, RESPONDER_STATIC, RESPONDER_EPHEMERAL, NOTHING);
  }

  /** Noise_XX_25519_ChaChaPoly_SHA256 among the vectors of flynn/noise, which go-libp2p runs on. */
  @Test
  void the_messages_are_those_of_the_published_vector() {
    NoiseXx initiator = initiator();
    NoiseXx responder = responder();

    byte[] first = initiator.write(text("test_msg_0"));
    assertThat(Hex.encode(first))
        .isEqualTo(
            "358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254"
                + "746573745f6d73675f30");
    assertThat(responder.read(first)).isEqualTo(text("test_msg_0"));

    byte[] second = responder.write(text("test_msg_1"));
    assertThat(Hex.encode(second))
        .isEqualTo(
            "64b101b1d0be5a8704bd078f9895001fc03e8e9f9522f188dd128d9846d48466"
                + "3414af878d3e46a2f58911a816d6e8346d4ea17a6f2a0bb4ef4ed56c133cff45"
                + "72e7a2ba5123ac30618b3d205f5c2d17f50cbca216483ac56bcc78e33bf52030"
                + "3278db641e5e731b2e3a");
    assertThat(initiator.read(second)).isEqualTo(text("test_msg_1"));

    byte[] third = initiator.write(text("test_msg_2"));
    assertThat(Hex.encode(third))
        .isEqualTo(
            "87f864c11ba449f46a0a4f4e2eacbb7b0457784f4fca1937f572c93603e9c4d9"
                + "f27e318e43ba630594c4d08eeb3b36d97c7377a2f4f9144b2f0c8095ad921405"
                + "05b2ab53eff244b14138");
    assertThat(responder.read(third)).isEqualTo(text("test_msg_2"));

    CipherState[] ours = initiator.split();
    CipherState[] theirs = responder.split();
    byte[] fourth = ours[0].encrypt(NOTHING, text("yellowsubmarine"));
    assertThat(Hex.encode(fourth))
        .isEqualTo("a52ef02ba60e12696d1d6b9ef4245c88fca757b6134ad6e76b56e310a6adf6");
    assertThat(theirs[1].decrypt(NOTHING, fourth)).isEqualTo(text("yellowsubmarine"));
    byte[] fifth = theirs[0].encrypt(NOTHING, text("submarineyellow"));
    assertThat(Hex.encode(fifth))
        .isEqualTo("2445aa438ebd649281c636cc7269ca82f1d9023d72520943aeabf909cdf521");
    assertThat(ours[1].decrypt(NOTHING, fifth)).isEqualTo(text("submarineyellow"));
    assertThat(initiator.handshakeHash()).isEqualTo(responder.handshakeHash());
    assertThat(responder.theirStatic()).isEqualTo(INITIATOR_STATIC.publicBytes());
  }

  @Test
  void a_key_of_small_order_is_refused() {
    NoiseXx responder = responder();
    responder.read(new byte[X25519Pair.BYTES]);
    assertThatThrownBy(() -> responder.write(NOTHING)).isInstanceOf(NoiseException.class);
  }

  @Test
  void a_message_out_of_turn_is_refused() {
    assertThatThrownBy(() -> initiator().read(new byte[64])).isInstanceOf(NoiseException.class);
  }

  @Property(tries = 200)
  void a_changed_or_cut_message_never_gives_a_session(
      @ForAll @IntRange(max = 2) int message,
      @ForAll @IntRange(max = 200) int at,
      @ForAll @IntRange(min = 1, max = 255) int flip,
      @ForAll boolean cut) {
    NoiseXx initiator = initiator();
    NoiseXx responder = responder();
    try {
      for (int i = 0; i < 3; i++) {
        NoiseXx from = i % 2 == 0 ? initiator : responder;
        NoiseXx to = i % 2 == 0 ? responder : initiator;
        byte[] bytes = from.write(text("payload"));
        to.read(i == message ? spoilt(bytes, at, flip, cut) : bytes);
      }
      // the plain payload of the first message is bound by the hash, which the second checks
      throw new AssertionError("a spoilt message passed");
    } catch (NoiseException e) {
      assertThat(e.reason()).isEqualTo(NoiseException.Reason.BROKEN);
    }
  }

  private static byte[] spoilt(byte[] bytes, int at, int flip, boolean cut) {
    if (cut) {
      return Arrays.copyOf(bytes, at % bytes.length);
    }
    byte[] spoilt = bytes.clone();
    spoilt[at % bytes.length] ^= (byte) flip;
    return spoilt;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
