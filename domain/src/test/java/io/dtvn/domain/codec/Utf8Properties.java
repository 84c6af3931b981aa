package io.dtvn.domain.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Text is ordered as its UTF-8 bytes are, and only valid Unicode is text. */
final class Utf8Properties {

  @Property
  void the_order_of_texts_is_that_of_their_bytes(
      @ForAll("texts") String a, @ForAll("texts") String b) {
    int bytes =
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(Utf8.compare(a, b))).isEqualTo(Integer.signum(bytes));
  }

  @Property
  void decoding_gives_back_what_was_encoded(@ForAll("texts") String text) {
    byte[] bytes = Utf8.encode(text);
    assertThat(bytes).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo(text);
  }

  @Property
  void a_lone_surrogate_is_no_text(
      @ForAll("texts") String before,
      @ForAll("surrogates") String lone,
      @ForAll("texts") String after) {
    assertThatThrownBy(() -> Utf8.encode(before + lone + after))
        .isInstanceOf(MalformedException.class);
  }

  @Example
  void java_orders_these_two_the_other_way_round() {
    String emoji = new String(Character.toChars(0x1F3AB));
    String fullwidth = "\uFF21";
    assertThat(emoji.compareTo(fullwidth)).isNegative();
    assertThat(Utf8.compare(emoji, fullwidth)).isPositive();
  }

  @Example
  void bytes_that_are_not_well_formed_are_refused() {
    for (String hex :
        new String[] {
          "80", "c0af", "c1bf", "e08080", "eda080", "edbfbf", "f4908080", "f5", "e282"
        }) {
      byte[] bytes = Hex.decode(hex);
      assertThatThrownBy(() -> Utf8.decode(bytes, 0, bytes.length))
          .as(hex)
          .isInstanceOf(MalformedException.class);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> points =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 0x7F),
            Arbitraries.integers().between(0x80, 0xD7FF),
            Arbitraries.integers().between(0xE000, 0xFFFF),
            Arbitraries.integers().between(0x10000, 0x10FFFF),
            Arbitraries.of(0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF));
    return points
        .list()
        .ofMaxSize(6)
        .map(
            list ->
                list.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }

  /** What stays unpaired whatever stands beside it, since texts end and begin with whole points. */
  @Provide
  Arbitrary<String> surrogates() {
    return Arbitraries.of("\uD800", "\uDBFF", "\uDC00", "\uDFFF", "\uDC00\uD800");
  }
}
