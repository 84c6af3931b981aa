package io.dtvn.adapters.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FrameDecoderProperties {

  /** Whatever comes, the session lives or says goodbye; it never fails otherwise. */
  @Property
  void any_bytes_live_or_end_the_session_in_order(@ForAll @Size(max = 200) byte[] any) {
    RawPeer peer = new RawPeer();
    peer.opens(1);
    peer.channel.writeInbound(Unpooled.wrappedBuffer(any));
    assertThat(peer.receivedBytes).isLessThanOrEqualTo(any.length);
    if (!peer.isOpen()) {
      assertThat(peer.heard()).isNotEmpty();
      assertThat(peer.connection.closed().toCompletableFuture()).isDone();
    }
    peer.channel.checkException();
    peer.channel.finishAndReleaseAll();
  }

  /** Frames with a valid head but any content reach all branches more often than noise does. */
  @Property
  void any_frames_live_or_end_the_session_in_order(
      @ForAll @Size(max = 30) List<@IntRange(max = 0xffffff) Integer> seeds) {
    RawPeer peer = new RawPeer();
    for (int seed : seeds) {
      int length = (seed >>> 12) % 40;
      int type = seed % 4;
      ByteBuf frame = RawPeer.frame(type, (seed >>> 2) % 16, (seed >>> 6) % 8, length);
      if (peer.isOpen()) {
        peer.channel.writeInbound(frame.writeZero(type == Frame.DATA ? length : 0));
      }
    }
    peer.channel.checkException();
    peer.channel.finishAndReleaseAll();
    assertThat(peer.connection.closed().toCompletableFuture()).isDone();
  }

  @Property
  void however_the_bytes_are_cut_the_frames_are_the_same(
      @ForAll @IntRange(min = 1, max = 50) int piece) {
    ByteBuf all =
        Unpooled.wrappedBuffer(
            RawPeer.frame(Frame.DATA, Frame.SYN, 1, 30),
            Unpooled.buffer().writeZero(30),
            RawPeer.frame(Frame.PING, Frame.SYN, 0, 9),
            RawPeer.frame(Frame.DATA, Frame.FIN, 1, 0));
    Recorder recorder = new Recorder();
    FrameDecoder decoder = new FrameDecoder(recorder);
    while (all.isReadable()) {
      decoder.feed(all.readSlice(Math.min(piece, all.readableBytes())));
    }
    assertThat(recorder.frames)
        .containsExactly(
            new Frame(Frame.DATA, Frame.SYN, 1, 30),
            new Frame(Frame.PING, Frame.SYN, 0, 9),
            new Frame(Frame.DATA, Frame.FIN, 1, 0));
    assertThat(recorder.payload).isEqualTo(30);
    assertThat(recorder.ends).isEqualTo(3);
  }

  private static final class Recorder implements FrameDecoder.Sink {

    private final List<Frame> frames = new ArrayList<>();
    private int payload;
    private int ends;

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void onHeader(Frame frame) {
      frames.add(frame);
    }

    @Override
    public void onPayload(ByteBuf piece) {
      payload += piece.readableBytes();
      piece.release();
    }

    @Override
    public void onFrameEnd(Frame frame) {
      ends++;
    }
  }
}
