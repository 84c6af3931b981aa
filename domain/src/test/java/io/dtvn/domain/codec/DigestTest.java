package io.dtvn.domain.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** SHA-256 and the value types around bytes. The vectors are those of FIPS 180-2. */
final class DigestTest {

  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void the_digest_is_sha_256() {
    assertThat(Digest.of(ascii("abc")).hex()).isEqualTo(ABC);
    assertThat(Digest.of(ascii("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).hex())
        .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assertThat(Bytes.copyOf(ascii("abc")).sha256().hex()).isEqualTo(ABC);
  }

  @Test
  void pieces_give_the_digest_of_the_whole() {
    Sha256 sha256 = new Sha256();
    Digest digest = Digest.parse(ABC);
    byte[] whole =
        new CanonicalWriter().u8(7).u64(1L << 40).u32(9).digest(digest).u8(1).u8(2).toBytes();
    Digest pieces =
        sha256
            .update(7)
            .updateLong(1L << 40)
            .updateInt(9)
            .update(digest)
            .update(new byte[] {0, 1, 2, 0}, 1, 2)
            .digest();
    assertThat(pieces).isEqualTo(Digest.of(whole));
    assertThat(sha256.update(ascii("abc")).digest().hex()).isEqualTo(ABC);
  }

  @Test
  void text_and_bytes_are_the_same_value() {
    Digest digest = Digest.parse(ABC);
    assertThat(digest.hex()).isEqualTo(ABC);
    assertThat(Digest.fromBytes(digest.toBytes(), 0)).isEqualTo(digest);
    assertThat(PublicKey.parse(ABC).hex()).isEqualTo(ABC);
    Signature signature = new Signature(digest, Digest.ZERO);
    assertThat(Signature.fromBytes(signature.toBytes(), 0)).isEqualTo(signature);
    assertThat(signature).hasToString(ABC + Digest.ZERO.hex());
  }

  @Test
  void only_lower_case_digits_of_the_right_number_are_a_digest() {
    for (String bad :
        new String[] {"", ABC + "00", ABC.substring(2), ABC.toUpperCase(Locale.ROOT), "0g"}) {
      assertThatThrownBy(() -> Digest.parse(bad)).isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> Digest.fromBytes(new byte[32], 1))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Signature.fromBytes(new byte[63], 0))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void the_order_is_that_of_unsigned_bytes() {
    Digest high = new Digest(-1, 0, 0, 0);
    assertThat(Digest.ZERO.compareTo(high)).isNegative();
    for (int word = 0; word < 4; word++) {
      byte[] bytes = new byte[32];
      bytes[word * 8] = (byte) 0x80;
      byte[] less = new byte[32];
      less[word * 8] = 0x7F;
      assertThat(Digest.fromBytes(bytes, 0)).isGreaterThan(Digest.fromBytes(less, 0));
      assertThat(Bytes.copyOf(bytes)).isGreaterThan(Bytes.copyOf(less));
    }
  }

  @Test
  void bits_are_counted_from_the_left() {
    byte[] bytes = new byte[32];
    bytes[9] = 0x20;
    Digest digest = Digest.fromBytes(bytes, 0);
    for (int i = 0; i < 256; i++) {
      assertThat(digest.bit(i)).isEqualTo(i == 74);
    }
    assertThatThrownBy(() -> digest.bit(256)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void bytes_do_not_change_with_the_array_and_do_not_show_themselves() {
    byte[] array = {1, 2};
    Bytes bytes = Bytes.copyOf(array);
    array[0] = 9;
    bytes.toBytes()[1] = 9;
    assertThat(bytes.toBytes()).containsExactly(1, 2);
    assertThat(bytes).isEqualTo(Bytes.owning(new byte[] {1, 2})).hasToString("Bytes[2]");
    assertThat(bytes.compareTo(Bytes.copyOf(new byte[] {1}))).isPositive();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
