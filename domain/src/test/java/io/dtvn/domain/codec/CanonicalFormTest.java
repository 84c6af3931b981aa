package io.dtvn.domain.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Writer and reader: the bytes, the limits, and nothing allocated on a liar's word. */
final class CanonicalFormTest {

  @Test
  void every_kind_of_field_has_its_bytes() {
    CanonicalWriter out = new CanonicalWriter();
    out.u8(0xFE).u16(0xFEDC).u32(0x01020304).u64(0x0102030405060708L).bits64(-1).bool(true);
    out.text("é").bytes(Bytes.copyOf(new byte[] {9}));
    assertThat(Hex.encode(out.toBytes()))
        .isEqualTo(
            "fe"
                + "fedc"
                + "01020304"
                + "0102030405060708"
                + "ffffffffffffffff"
                + "01"
                + "0002c3a9"
                + "0000000109");
  }

  @Test
  void reading_gives_back_what_was_written() {
    Digest digest = Digest.of(new byte[] {1});
    Signature signature = new Signature(digest, Digest.ZERO);
    CanonicalWriter out = new CanonicalWriter();
    out.u8(255).u16(65_535).u32(Integer.MAX_VALUE).u64(Long.MAX_VALUE).bits64(-2).bool(false);
    out.digest(digest).key(new PublicKey(digest)).signature(signature);
    out.text("x").bytes(Bytes.EMPTY);
    CanonicalReader in = CanonicalReader.of(out.bytes());
    assertThat(in.u8()).isEqualTo(255);
    assertThat(in.u16()).isEqualTo(65_535);
    assertThat(in.u32()).isEqualTo(Integer.MAX_VALUE);
    assertThat(in.u64()).isEqualTo(Long.MAX_VALUE);
    assertThat(in.bits64()).isEqualTo(-2);
    assertThat(in.bool()).isFalse();
    assertThat(in.digest()).isEqualTo(digest);
    assertThat(in.key()).isEqualTo(new PublicKey(digest));
    assertThat(in.signature()).isEqualTo(signature);
    assertThat(in.text(1)).isEqualTo("x");
    assertThat(in.bytes(0)).isEqualTo(Bytes.EMPTY);
    in.end();
  }

  @Test
  void a_reader_of_a_part_sees_that_part_only() {
    CanonicalReader in = CanonicalReader.of(new byte[] {1, 2, 3, 4}, 1, 2);
    assertThat(in.position()).isEqualTo(1);
    assertThat(in.remaining()).isEqualTo(2);
    assertThat(in.u16()).isEqualTo(0x0203);
    refused(in, CanonicalReader::u8);
  }

  @Test
  void what_has_no_canonical_form_is_refused() {
    refused("80000000", CanonicalReader::u32);
    refused("8000000000000000", CanonicalReader::u64);
    refused("02", CanonicalReader::bool);
    refused("0001", in -> in.text(0));
    refused("0001c3", in -> in.text(9));
    refused("0002ed", in -> in.text(9));
    refused("00", in -> {});
  }

  @Test
  void a_length_is_held_against_limit_and_rest_before_anything_is_allocated() {
    refused("7fffffff", in -> in.bytes(Integer.MAX_VALUE));
    refused("0000000200ff", in -> in.bytes(1));
    refused("7fffffff", in -> in.count(Integer.MAX_VALUE, 1));
    refused("000000020102", in -> in.count(1, 1));
    refused("00000003" + "000000", in -> in.count(9, 2));
    refused("ffff", in -> in.text(65_535));
  }

  @Test
  void numbers_out_of_range_are_not_written() {
    CanonicalWriter out = new CanonicalWriter();
    assertThatThrownBy(() -> out.u8(256)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> out.u16(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> out.u32(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> out.u64(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> out.text("\uD800")).isInstanceOf(MalformedException.class);
  }

  @Test
  void a_writer_grows_and_can_be_used_again() {
    CanonicalWriter out = new CanonicalWriter(1);
    byte[] large = new byte[1000];
    out.u8(1).raw(large, 0, large.length);
    assertThat(out.length()).isEqualTo(1001);
    assertThat(out.clear().u8(7).toBytes()).containsExactly(7);
  }

  @Test
  void a_digest_computation_starts_over_each_time() {
    CanonicalDigest digest = new CanonicalDigest();
    digest.begin().u8(1);
    Digest first = digest.end();
    digest.begin().u8(2);
    assertThat(digest.end()).isEqualTo(Digest.of(new byte[] {2}));
    assertThat(first).isEqualTo(Digest.of(new byte[] {1}));
  }

  private static void refused(String hex, Consumer<CanonicalReader> read) {
    refused(
        CanonicalReader.of(Hex.decode(hex)),
        in -> {
          read.accept(in);
          in.end();
        });
  }

  private static void refused(CanonicalReader in, Consumer<CanonicalReader> read) {
    assertThatThrownBy(() -> read.accept(in)).isInstanceOf(MalformedException.class);
  }
}
