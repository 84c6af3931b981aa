package io.dtvn.adapters.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An error in a handler ends the connection, wherever it is thrown, and is its cause. */
class HandlerErrorsTest {

  private final RawPeer peer = new RawPeer();

  @Test
  void an_error_while_bytes_are_read_ends_the_connection() {
    peer.breaksAt = "data";
    peer.opens(1).sends(0, 1, new byte[5]);
    assertEndsWith("data");
  }

  @Test
  void an_error_within_a_turn_of_the_loop_ends_the_connection() {
    peer.opens(1);
    peer.says(Frame.WINDOW_UPDATE, 0, 1, 16 << 20).heard();
    peer.streams.getFirst().write(Unpooled.wrappedBuffer(new byte[2 << 20]));
    assertThat(peer.streams.getFirst().isWritable()).isFalse();
    peer.breaksAt = "writable";
    peer.heard();
    assertEndsWith("writable");
  }

  @Test
  void an_error_of_what_is_done_later_ends_the_connection() {
    peer.opens(1);
    peer.breaksAt = "closed";
    peer.streams.getFirst().closeWrite();
    peer.says(Frame.WINDOW_UPDATE, Frame.FIN, 1, 0); // our end is sent a moment later
    peer.channel.advanceTimeBy(1, TimeUnit.SECONDS);
    peer.channel.runScheduledPendingTasks();
    peer.heard();
    assertEndsWith("closed");
  }

  @Test
  void an_error_at_the_end_of_one_stream_keeps_no_other_open() {
    peer.opens(1).opens(3);
    peer.breaksAt = "closed";
    ChannelFuture _ = peer.channel.close();
    assertThat(peer.events).filteredOn(event -> event.startsWith("closed")).hasSize(2);
    assertEndsWith("closed");
  }

  private void assertEndsWith(String message) {
    assertThat(peer.isOpen()).isFalse();
    CompletableFuture<Void> closed = peer.connection.closed().toCompletableFuture();
    assertThat(closed).isCompletedExceptionally();
    Throwable cause = closed.handle((_, failure) -> failure).join();
    assertThat(cause instanceof CompletionException ? cause.getCause() : cause)
        .isInstanceOf(StackOverflowError.class)
        .hasMessage(message);
  }
}
