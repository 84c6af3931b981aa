package io.dtvn.adapters.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.stream.Stream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What frames do, sent by hand. */
class YamuxSessionTest {

  private static final int WINDOW = ReceiveWindow.BYTES;

  private final RawPeer peer = new RawPeer();

  private void assertGoesAway() {
    assertThat(peer.heard()).contains(new Frame(Frame.GO_AWAY, 0, 0, Frame.PROTOCOL_ERROR));
    assertThat(peer.isOpen()).isFalse();
    assertThat(peer.connection.closed().toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void a_stream_is_acknowledged_with_the_first_words_on_it() {
    peer.opens(1);
    Frame answer = peer.next().orElseThrow();
    assertThat(answer.type()).isEqualTo(Frame.DATA);
    assertThat(answer.flags()).isEqualTo(Frame.ACK);
    assertThat(peer.events).containsExactly("open");
  }

  @Test
  void bytes_behind_the_proposal_are_the_protocols() {
    byte[] proposal = RawPeer.proposal(RawPeer.ECHO);
    byte[] more = Arrays.copyOf(proposal, proposal.length + 5);
    peer.sends(Frame.SYN, 1, more);
    assertThat(peer.events).containsExactly("open");
    assertThat(peer.receivedBytes).isEqualTo(5);
  }

  @Test
  void an_answer_is_given_even_if_the_opener_has_ended() {
    peer.sends(Frame.SYN | Frame.FIN, 1, RawPeer.proposal(RawPeer.ECHO));
    assertThat(peer.heard()).extracting(Frame::type).contains(Frame.DATA);
    assertThat(peer.events).containsExactly("open", "end");
  }

  @Test
  void credit_goes_back_only_when_bytes_are_consumed() {
    peer.consuming = false;
    peer.opens(1);
    peer.heard();
    peer.sends(0, 1, new byte[WINDOW / 2]);
    assertThat(peer.heard()).isEmpty();
    peer.streams.getFirst().consumed(WINDOW / 2);
    Frame credit = peer.next().orElseThrow();
    assertThat(credit.type()).isEqualTo(Frame.WINDOW_UPDATE);
    assertThat(credit.length()).isGreaterThanOrEqualTo(WINDOW / 2);
  }

  @Test
  void a_peer_that_sends_beyond_its_credit_is_left() {
    peer.consuming = false;
    peer.opens(1);
    peer.sends(0, 1, new byte[WINDOW - 100]);
    assertThat(peer.isOpen()).isTrue();
    peer.says(Frame.DATA, 0, 1, 1000);
    assertGoesAway();
  }

  @ParameterizedTest
  @ValueSource(longs = {WINDOW + 1L, 1L << 31, 0xffff_ffffL})
  void a_first_frame_larger_than_any_credit_is_refused_by_its_header(long length) {
    peer.says(Frame.DATA, Frame.SYN, 1, length);
    assertGoesAway();
  }

  @Test
  void data_for_a_stream_that_is_gone_is_thrown_away() {
    peer.opens(1).says(Frame.WINDOW_UPDATE, Frame.RST, 1, 0);
    assertThat(peer.events).contains("closed: stream: the peer reset it");
    peer.sends(0, 1, new byte[1000]).opens(3);
    assertThat(peer.isOpen()).isTrue();
    assertThat(peer.receivedBytes).isZero();
    assertThat(peer.events).hasSize(3);
  }

  @Test
  void a_reset_wins_over_what_comes_with_it() {
    peer.opens(1).sends(Frame.RST | Frame.FIN, 1, new byte[10]);
    assertThat(peer.receivedBytes).isZero();
    assertThat(peer.events).containsExactly("open", "closed: stream: the peer reset it");
  }

  @Test
  void both_ends_close_a_stream_in_order() {
    peer.opens(1).says(Frame.WINDOW_UPDATE, Frame.FIN, 1, 0);
    Stream stream = peer.streams.getFirst();
    stream.write(Unpooled.wrappedBuffer(new byte[7]));
    stream.closeWrite();
    peer.channel.advanceTimeBy(1, TimeUnit.SECONDS);
    peer.channel.runScheduledPendingTasks();
    assertThat(peer.heard().getLast()).isEqualTo(new Frame(Frame.WINDOW_UPDATE, Frame.FIN, 1, 0));
    assertThat(peer.events).containsExactly("open", "end", "closed");
  }

  @Test
  void our_reset_is_told_and_what_was_queued_is_dropped() {
    peer.opens(1);
    peer.heard();
    ByteBuf queued = Unpooled.buffer().writeZero(2 * WINDOW);
    Stream stream = peer.streams.getFirst();
    stream.write(queued);
    peer.heard();
    stream.reset("enough");
    assertThat(peer.heard()).containsExactly(new Frame(Frame.WINDOW_UPDATE, Frame.RST, 1, 0));
    assertThat(queued.refCnt()).isZero();
    assertThat(peer.events).containsExactly("open", "closed: stream: reset: enough");
    assertThat(stream.isWritable()).isFalse();
  }

  @Test
  void a_writer_waits_for_credit_and_is_told_of_it() {
    peer.opens(1);
    Stream stream = peer.streams.getFirst();
    stream.write(Unpooled.buffer().writeZero(WINDOW + 10));
    long sent = peer.heard().stream().mapToLong(Frame::length).sum();
    assertThat(sent).isEqualTo(WINDOW);
    assertThat(stream.isWritable()).isFalse();
    peer.says(Frame.WINDOW_UPDATE, 0, 1, 1000);
    assertThat(peer.heard()).isNotEmpty();
    assertThat(peer.events).containsExactly("open", "writable");
    assertThat(stream.isWritable()).isTrue();
  }

  @Test
  void a_stream_that_queues_too_much_is_reset_and_the_others_live() {
    peer.opens(1).opens(3);
    Stream stream = peer.streams.getFirst();
    for (int i = 0; i < 9; i++) {
      stream.write(Unpooled.buffer().writeZero(1 << 20));
    }
    peer.heard();
    assertThat(peer.events.getLast()).contains("wait for the peer's credit");
    assertThat(peer.streams.getLast().isWritable()).isTrue();
  }

  @Test
  void no_data_frame_is_longer_than_a_turn() {
    peer.opens(1);
    peer.heard();
    peer.streams.getFirst().write(Unpooled.buffer().writeZero(WINDOW));
    assertThat(peer.heard()).allMatch(frame -> frame.length() <= 32 << 10);
  }

  @Test
  void credit_beyond_31_bits_is_a_violation() {
    peer.opens(1).says(Frame.WINDOW_UPDATE, 0, 1, Integer.MAX_VALUE);
    assertGoesAway();
  }

  @Test
  void streams_beyond_the_limit_are_refused_one_by_one() {
    for (int id = 1; id <= 7; id += 2) {
      peer.opens(id);
    }
    peer.heard();
    peer.opens(9);
    assertThat(peer.heard()).containsExactly(new Frame(Frame.WINDOW_UPDATE, Frame.RST, 9, 0));
    peer.says(Frame.WINDOW_UPDATE, Frame.RST, 1, 0).opens(11);
    assertThat(peer.events).filteredOn("open"::equals).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 0x7fff_fffe, 1})
  void an_id_that_is_ours_or_in_use_is_a_violation(int id) {
    peer.opens(1);
    peer.opens(id);
    assertGoesAway();
  }

  @Test
  void ids_may_overtake_each_other() {
    peer.opens(5).opens(1).opens(3);
    assertThat(peer.events).containsExactly("open", "open", "open");
  }

  @Test
  void opening_and_resetting_too_fast_ends_the_connection() {
    for (int id = 1; id < 101; id += 2) {
      peer.opens(id).says(Frame.WINDOW_UPDATE, Frame.RST, id, 0);
    }
    assertThat(peer.isOpen()).isTrue();
    peer.opens(101);
    assertGoesAway();
  }

  @Test
  void a_rate_recovers_with_time() {
    for (int id = 1; id < 101; id += 2) {
      peer.opens(id).says(Frame.WINDOW_UPDATE, Frame.RST, id, 0);
    }
    peer.channel.advanceTimeBy(1, TimeUnit.SECONDS);
    peer.opens(101);
    assertThat(peer.isOpen()).isTrue();
  }

  @Test
  void a_ping_is_answered_with_its_value_and_a_flood_is_not() {
    peer.says(Frame.PING, Frame.SYN, 0, 4711);
    assertThat(peer.heard()).containsExactly(new Frame(Frame.PING, Frame.ACK, 0, 4711));
    for (int i = 0; i < 30; i++) {
      peer.says(Frame.PING, Frame.SYN, 0, i);
    }
    assertGoesAway();
  }

  @Test
  void a_flood_of_empty_frames_ends_the_connection() {
    peer.opens(1);
    for (int i = 0; i < 100; i++) {
      peer.says(Frame.DATA, 0, 1, 0);
    }
    assertThat(peer.isOpen()).isTrue();
    peer.says(Frame.DATA, 0, 1, 0);
    assertGoesAway();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 255})
  void an_unknown_type_is_a_violation(int type) {
    peer.says(type, 0, 0, 0);
    assertGoesAway();
  }

  @Test
  void the_sessions_own_id_carries_no_data() {
    peer.says(Frame.DATA, 0, 0, 0);
    assertGoesAway();
  }

  @Test
  void another_version_is_a_violation() {
    ByteBuf frame = RawPeer.frame(Frame.PING, Frame.SYN, 0, 0);
    frame.setByte(0, 1);
    peer.channel.writeInbound(frame);
    assertGoesAway();
  }

  @Test
  void after_a_goodbye_nothing_new_is_opened_and_the_rest_is_finished() {
    peer.opens(1).says(Frame.GO_AWAY, 0, 0, Frame.NORMAL);
    assertThat(peer.isOpen()).isTrue();
    CompletableFuture<Stream> opened =
        peer.connection.open(RawPeer.ECHO, peer).toCompletableFuture();
    assertThat(opened).isCompletedExceptionally();
    peer.says(Frame.WINDOW_UPDATE, Frame.RST, 1, 0);
    assertThat(peer.isOpen()).isFalse();
    assertThat(peer.connection.closed().toCompletableFuture()).isCompletedWithValue(null);
  }

  @Test
  void we_say_goodbye_before_we_close() {
    peer.opens(1);
    peer.heard();
    peer.connection.close("tired");
    assertThat(peer.heard()).contains(new Frame(Frame.GO_AWAY, 0, 0, Frame.NORMAL));
    assertThat(peer.isOpen()).isFalse();
    assertThat(peer.events).containsExactly("open", "closed: connection: closed: tired");
    assertThat(peer.connection.closed().toCompletableFuture()).isCompletedWithValue(null);
    peer.connection.close("twice");
  }

  @Test
  void streams_of_ours_that_nobody_answers_are_limited_and_end_at_the_deadline() {
    CompletableFuture<?> last = new CompletableFuture<>();
    for (int i = 0; i < 3; i++) {
      last = peer.connection.open(RawPeer.ECHO, peer).toCompletableFuture();
      assertThat(last).isNotDone();
    }
    assertThat(peer.connection.open(RawPeer.ECHO, peer).toCompletableFuture())
        .isCompletedExceptionally();
    peer.channel.advanceTimeBy(11, TimeUnit.SECONDS);
    peer.channel.runScheduledPendingTasks();
    assertThat(last).isCompletedExceptionally();
    assertThat(peer.events).isEmpty();
  }

  @Test
  void a_silent_opener_is_given_up_at_the_deadline() {
    peer.says(Frame.WINDOW_UPDATE, Frame.SYN, 1, 0);
    peer.channel.advanceTimeBy(11, TimeUnit.SECONDS);
    peer.channel.runScheduledPendingTasks();
    assertThat(peer.heard()).contains(new Frame(Frame.WINDOW_UPDATE, Frame.RST, 1, 0));
  }

  @Test
  void nothing_is_read_while_handlers_hold_too_much() {
    peer.consuming = false;
    for (int id = 1; id <= 7; id += 2) {
      peer.opens(id).sends(0, id, new byte[WINDOW - 100]);
    }
    assertThat(peer.channel.config().isAutoRead()).isTrue();
    RawPeer tight =
        new RawPeer(
            new YamuxLimits(
                4, 3, 1000, 5, 3, 10, RawPeer.LIMITS.negotiation(), RawPeer.LIMITS.budget()));
    tight.consuming = false;
    tight.opens(1).sends(0, 1, new byte[1001]);
    assertThat(tight.channel.config().isAutoRead()).isFalse();
    tight.streams.getFirst().consumed(600);
    assertThat(tight.channel.config().isAutoRead()).isTrue();
  }
}
