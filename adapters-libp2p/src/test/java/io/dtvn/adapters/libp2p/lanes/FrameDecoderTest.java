package io.dtvn.adapters.libp2p.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.adapters.libp2p.multiformats.Varint;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Frames out of bytes, however these arrive. */
class FrameDecoderTest {

  static final int MAX = 300;

  @Property
  void what_was_framed_comes_out_whatever_the_pieces(
      @ForAll @Size(max = 12) List<@IntRange(max = MAX) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 700) int piece) {
    ByteBuf framed = Unpooled.buffer();
    List<Bytes> sent = new ArrayList<>();
    for (int length : lengths) {
      byte[] frame = new byte[length];
      Arrays.fill(frame, (byte) length);
      sent.add(Bytes.owning(frame));
      Varint.write(framed, length);
      framed.writeBytes(frame);
    }
    FrameDecoder decoder = new FrameDecoder(MAX);
    List<Bytes> received = new ArrayList<>();
    while (framed.isReadable()) {
      decoder.feed(framed.readSlice(Math.min(piece, framed.readableBytes())), received::add);
    }
    assertThat(received).isEqualTo(sent);
    assertThat(decoder.isBetweenFrames()).isTrue();
  }

  @Property
  void bytes_of_chance_make_frames_within_the_limit_or_an_end(
      @ForAll @Size(max = 2000) byte[] chance) {
    FrameDecoder decoder = new FrameDecoder(MAX);
    try {
      decoder.feed(
          Unpooled.wrappedBuffer(chance),
          frame -> assertThat(frame.length()).isLessThanOrEqualTo(MAX));
    } catch (FrameException e) {
      assertThat(e.reason()).isIn(Reason.BAD_FRAME, Reason.OVERSIZED_FRAME);
    }
  }

  @Test
  void a_length_alone_makes_little_room_and_what_arrives_makes_more() {
    FrameDecoder decoder = new FrameDecoder(PeerNetwork.FRAME_BYTES_MAX);
    ByteBuf length = Unpooled.buffer();
    Varint.write(length, PeerNetwork.FRAME_BYTES_MAX);
    decoder.feed(length, _ -> {});
    assertThat(decoder.roomBytes()).isLessThanOrEqualTo(1024);
    List<Bytes> received = new ArrayList<>();
    byte[] piece = new byte[1000];
    int fed = 0;
    while (fed < PeerNetwork.FRAME_BYTES_MAX) {
      int bytes = Math.min(piece.length, PeerNetwork.FRAME_BYTES_MAX - fed);
      Arrays.fill(piece, (byte) fed);
      decoder.feed(Unpooled.wrappedBuffer(piece, 0, bytes), received::add);
      fed += bytes;
      assertThat(decoder.roomBytes()).isLessThanOrEqualTo(Math.max(1024, 2 * fed));
    }
    assertThat(received).hasSize(1);
    assertThat(received.getFirst().length()).isEqualTo(PeerNetwork.FRAME_BYTES_MAX);
    assertThat(received.getFirst().toBytes()[999_999]).isEqualTo((byte) 999_000);
  }

  @Test
  void a_length_above_the_limit_is_refused_before_its_bytes() {
    ByteBuf out = Unpooled.buffer();
    Varint.write(out, MAX + 1);
    refuses(out, Reason.OVERSIZED_FRAME, "want at most 300 bytes, found 301");
  }

  @Test
  void a_length_without_end_is_refused_after_four_groups() {
    refuses(
        Unpooled.wrappedBuffer(new byte[] {-1, -1, -1, -1}), Reason.OVERSIZED_FRAME, "4 groups");
  }

  @Test
  void a_length_in_a_longer_form_than_needed_is_refused() {
    refuses(Unpooled.wrappedBuffer(new byte[] {(byte) 0x85, 0}), Reason.BAD_FRAME, "shortest");
  }

  @Test
  void a_frame_that_is_cut_leaves_the_decoder_inside_it() {
    FrameDecoder decoder = new FrameDecoder(MAX);
    decoder.feed(Unpooled.wrappedBuffer(new byte[] {2, 1}), _ -> {});
    assertThat(decoder.isBetweenFrames()).isFalse();
    FrameDecoder other = new FrameDecoder(MAX);
    other.feed(Unpooled.wrappedBuffer(new byte[] {(byte) 0x81}), _ -> {});
    assertThat(other.isBetweenFrames()).isFalse();
  }

  private static void refuses(ByteBuf in, Reason reason, String words) {
    assertThatThrownBy(() -> new FrameDecoder(MAX).feed(in, _ -> {}))
        .isInstanceOfSatisfying(FrameException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(words);
  }
}
