package io.dtvn.adapters.libp2p.multistream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NegotiationTest {

  private static final String HEADER = "\u0013/multistream/1.0.0\n";
  private static final String NA = "\u0003na\n";

  private final ByteBuf out = Unpooled.buffer();

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }

  private String said() {
    String said = out.toString(StandardCharsets.ISO_8859_1);
    out.clear();
    return said;
  }

  @Test
  void the_proposer_sends_header_and_first_proposal_at_once() {
    new Proposer(List.of("/a", "/b")).begin(out);
    assertThat(said()).isEqualTo(HEADER + "\u0003/a\n");
  }

  @Test
  void a_refused_proposal_is_followed_by_the_next() {
    Proposer proposer = new Proposer(List.of("/a", "/b"));
    proposer.begin(out);
    said();
    assertThat(proposer.hear(bytes(HEADER + NA), out)).isEmpty();
    assertThat(said()).isEqualTo("\u0003/b\n");
    ByteBuf in = bytes("\u0003/b\nrest");
    assertThat(proposer.hear(in, out)).contains("/b");
    assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("rest");
  }

  @Test
  void a_proposer_with_nothing_left_says_that_it_was_refused() {
    Proposer proposer = new Proposer(List.of("/a"));
    assertThatThrownBy(() -> proposer.hear(bytes(HEADER + NA), out))
        .isInstanceOfSatisfying(
            NegotiationException.class, e -> assertThat(e.isRefusal()).isTrue());
  }

  @Test
  void a_proposer_takes_no_other_answer() {
    for (String answer : List.of(HEADER + "\u0003/b\n", "\u0003/a\n", HEADER + HEADER)) {
      assertThatThrownBy(() -> new Proposer(List.of("/a")).hear(bytes(answer), out))
          .as(answer)
          .isInstanceOfSatisfying(
              NegotiationException.class, e -> assertThat(e.isRefusal()).isFalse());
    }
  }

  @Test
  void the_responder_leaves_what_stands_behind_the_agreement() {
    ByteBuf in = bytes(HEADER + "\u0003/x\n\u0003ls\n\u0003/a\ndata\n");
    assertThat(new Responder("/a"::equals).hear(in, out)).contains("/a");
    assertThat(said()).isEqualTo(HEADER + NA + NA + "\u0003/a\n");
    assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("data\n");
  }

  @Test
  void the_responder_wants_the_header_first() {
    assertThatThrownBy(() -> new Responder("/a"::equals).hear(bytes("\u0003/a\n"), out))
        .hasMessageContaining("want the header");
  }

  @Test
  void ten_proposals_are_enough() {
    Responder responder = new Responder("/a"::equals);
    responder.hear(bytes(HEADER + "\u0003/x\n".repeat(9)), out);
    assertThatThrownBy(() -> responder.hear(bytes("\u0003/x\n"), out))
        .isInstanceOf(NegotiationException.class);
  }

  @Test
  void a_long_empty_or_unended_message_is_refused() {
    for (String text : List.of("\u0081\u0008", "\u0000", "\u0003abc", "\u0083\u0000")) {
      assertThatThrownBy(() -> new Responder("/a"::equals).hear(bytes(text), out))
          .as(text)
          .isInstanceOf(NegotiationException.class);
    }
  }

  @Property
  void however_the_bytes_are_cut_the_outcome_is_the_same(@ForAll @IntRange(min = 1) int size) {
    byte[] all = (HEADER + "\u0003/x\n\u0003/a\n").getBytes(StandardCharsets.ISO_8859_1);
    Responder responder = new Responder("/a"::equals);
    ByteBuf held = Unpooled.buffer();
    ByteBuf answers = Unpooled.buffer();
    Optional<String> agreed = Optional.empty();
    int piece = 1 + size % all.length;
    for (int at = 0; at < all.length; at += piece) {
      held.writeBytes(all, at, Math.min(piece, all.length - at));
      agreed = responder.hear(held, answers);
    }
    assertThat(agreed).contains("/a");
    assertThat(answers.toString(StandardCharsets.ISO_8859_1)).isEqualTo(HEADER + NA + "\u0003/a\n");
  }

  @Property
  void any_bytes_wait_agree_or_are_refused(@ForAll @Size(max = 80) byte[] any) {
    for (Negotiation side : List.of(new Responder("/a"::equals), new Proposer(List.of("/a")))) {
      try {
        assertThat(side.hear(Unpooled.wrappedBuffer(any), Unpooled.buffer())).isEmpty();
      } catch (NegotiationException e) {
        assertThat(e).hasMessageContaining("multistream");
      }
    }
  }
}
