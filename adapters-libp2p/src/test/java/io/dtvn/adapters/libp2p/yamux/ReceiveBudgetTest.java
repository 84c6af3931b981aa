package io.dtvn.adapters.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the peers of all connections may make us hold together. */
class ReceiveBudgetTest {

  private static final long WINDOW = ReceiveWindow.BYTES;

  @Test
  void no_stream_is_accepted_beyond_it_and_an_ended_one_makes_room() {
    ReceiveBudget budget = new ReceiveBudget(3 * WINDOW);
    RawPeer anna = new RawPeer(RawPeer.limits(budget));
    RawPeer bert = new RawPeer(RawPeer.limits(budget));
    anna.opens(1).opens(3);
    bert.opens(1);
    bert.heard();
    bert.opens(3);
    assertThat(bert.heard()).contains(new Frame(Frame.WINDOW_UPDATE, Frame.RST, 3, 0));
    assertThat(bert.events).containsExactly("open");
    assertThat(bert.connection.open(RawPeer.ECHO, bert).toCompletableFuture())
        .isCompletedExceptionally();
    assertThat(budget.taken()).isEqualTo(3 * WINDOW);

    anna.says(Frame.WINDOW_UPDATE, Frame.RST, 1, 0);
    bert.opens(5);
    assertThat(bert.events).containsExactly("open", "open");
  }

  @Test
  void a_connection_that_ends_gives_all_of_it_back() {
    ReceiveBudget budget = new ReceiveBudget(8 * WINDOW);
    RawPeer anna = new RawPeer(RawPeer.limits(budget));
    anna.opens(1).opens(3);
    anna.connection.open(RawPeer.ECHO, anna);
    assertThat(budget.taken()).isEqualTo(3 * WINDOW);
    ChannelFuture _ = anna.channel.close();
    assertThat(budget.taken()).isZero();
  }

  @Test
  void whoever_has_many_streams_leaves_half_of_it_to_those_that_have_few() {
    ReceiveBudget budget = new ReceiveBudget(100 * WINDOW);
    List<Integer> greedy = new ArrayList<>();
    while (budget.take(greedy.size())) {
      greedy.add(greedy.size());
    }
    assertThat(greedy).hasSize(50);
    assertThat(budget.take(0)).isTrue();
    assertThat(budget.take(ReceiveBudget.FIRST_STREAMS - 1)).isTrue();
    assertThat(budget.take(ReceiveBudget.FIRST_STREAMS)).isFalse();
  }

  @Test
  void the_process_has_room_for_thirteen_validators() {
    assertThat(ReceiveBudget.BYTES_MIN)
        .isGreaterThanOrEqualTo(12 * ReceiveBudget.FIRST_STREAMS * WINDOW);
  }
}
