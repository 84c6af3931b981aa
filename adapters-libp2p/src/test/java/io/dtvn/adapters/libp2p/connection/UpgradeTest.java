package io.dtvn.adapters.libp2p.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.adapters.libp2p.noise.NoiseException;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.StreamException;
import io.dtvn.adapters.libp2p.yamux.YamuxLimits;
import io.dtvn.domain.codec.PublicKey;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole connections over real sockets. */
class UpgradeTest {

  private static final String PUSH = "/push/1";
  private static final long BYTES = 50L << 20;
  private static final UpgradeSettings LATE =
      new UpgradeSettings(Duration.ofSeconds(10), List.of(), YamuxLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void fifty_megabytes_go_each_way_at_once_through_one_stream(boolean early, boolean earlyThere)
      throws Exception {
    Pusher theirs = new Pusher(BYTES, BYTES);
    Pusher ours = new Pusher(BYTES, BYTES);
    try (TestNode a = new TestNode(1, early ? UpgradeSettings.USUAL : LATE);
        TestNode b = new TestNode(2, earlyThere ? UpgradeSettings.USUAL : LATE)) {
      b.handle(PUSH, () -> theirs);
      Connection there = TestNode.await(a.dial(b.listen(), Optional.of(b.key())));
      Connection here = TestNode.await(b.nextAccepted());

      assertThat(there.peer()).isEqualTo(b.key());
      assertThat(there.initiator()).isTrue();
      assertThat(here.peer()).isEqualTo(a.key());
      assertThat(here.initiator()).isFalse();
      assertThat(here.remoteAddress()).isEqualTo(there.localAddress());

      TestNode.await(there.open(PUSH, ours));
      assertThat(TestNode.await(ours.done)).isEqualTo(BYTES);
      assertThat(TestNode.await(theirs.done)).isEqualTo(BYTES);

      there.close("done");
      TestNode.await(there.closed());
      TestNode.await(here.closed());
    }
  }

  @Test
  void a_dialler_refuses_another_peer_than_the_one_it_wants() throws Exception {
    try (TestNode a = new TestNode(1, UpgradeSettings.USUAL);
        TestNode b = new TestNode(2, UpgradeSettings.USUAL)) {
      CompletableFuture<Connection> dialled = a.dial(b.listen(), Optional.of(a.key()));

      assertThatThrownBy(() -> TestNode.await(dialled))
          .hasCauseInstanceOf(NoiseException.class)
          .hasMessageContaining("want peer 12D3KooW");
      NoiseException why = (NoiseException) dialled.exceptionNow();
      assertThat(why.reason()).isEqualTo(NoiseException.Reason.WRONG_IDENTITY);
      assertThat(why.peer()).contains(b.key());
      assertThatThrownBy(() -> TestNode.await(b.nextAccepted()))
          .hasCauseInstanceOf(ClosedChannelException.class);
    }
  }

  @Test
  void a_peer_whom_the_gate_refuses_gets_no_muxer() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (TestNode a = new TestNode(1, UpgradeSettings.USUAL);
        TestNode b = new TestNode(2, UpgradeSettings.USUAL)) {
      b.gate =
          key -> {
            asked.incrementAndGet();
            return !key.equals(a.key());
          };
      InetSocketAddress address = b.listen();
      CompletableFuture<Connection> dialled = a.dial(address, Optional.empty());
      CompletableFuture<Connection> accepted = b.nextAccepted();

      assertThatThrownBy(() -> TestNode.await(accepted))
          .hasCauseInstanceOf(NoiseException.class)
          .hasMessageContaining("not let in");
      assertThat(((NoiseException) accepted.exceptionNow()).reason())
          .isEqualTo(NoiseException.Reason.UNWELCOME);
      assertThat(asked).hasValue(1);
      // the dialler is done before the refusal arrives, and learns of it from the end
      assertThatThrownBy(() -> TestNode.await(dialled.thenCompose(Connection::closed)))
          .isInstanceOf(Exception.class);
    }
  }

  @Test
  void a_dialler_whose_gate_refuses_does_not_say_who_it_is() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    try (TestNode a = new TestNode(1, UpgradeSettings.USUAL);
        TestNode b = new TestNode(2, UpgradeSettings.USUAL)) {
      a.gate = key -> false;
      b.gate = key -> heard.incrementAndGet() > 0;
      CompletableFuture<Connection> dialled = a.dial(b.listen(), Optional.empty());

      assertThatThrownBy(() -> TestNode.await(dialled)).hasCauseInstanceOf(NoiseException.class);
      assertThatThrownBy(() -> TestNode.await(b.nextAccepted()))
          .hasCauseInstanceOf(ClosedChannelException.class);
      assertThat(heard).hasValue(0);
    }
  }

  @Test
  void a_silent_peer_is_given_up_at_the_deadline() throws Exception {
    UpgradeSettings hasty =
        new UpgradeSettings(Duration.ofMillis(200), List.of(), YamuxLimits.DEFAULT);
    try (TestNode b = new TestNode(2, hasty)) {
      InetSocketAddress address = b.listen();
      try (Socket silent = new Socket(address.getAddress(), address.getPort())) {
        CompletableFuture<Connection> accepted = b.nextAccepted();
        assertThatThrownBy(() -> TestNode.await(accepted))
            .hasCauseInstanceOf(StreamException.class)
            .hasMessageContaining("within 200 ms");
        assertThat(silent.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void a_peer_that_speaks_something_else_is_told_so_and_then_left() throws Exception {
    try (TestNode b = new TestNode(2, UpgradeSettings.USUAL)) {
      InetSocketAddress address = b.listen();
      try (Socket other = new Socket(address.getAddress(), address.getPort())) {
        OutputStream out = other.getOutputStream();
        out.write(message("/multistream/1.0.0"));
        out.write(message("/tls/1.0.0"));
        InputStream in = other.getInputStream();
        assertThat(in.readNBytes(20)).isEqualTo(message("/multistream/1.0.0"));
        assertThat(in.readNBytes(4)).isEqualTo(message("na"));
        out.write("GET / HTTP/1.1\r\n".repeat(9).getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> TestNode.await(b.nextAccepted()))
            .hasMessageContaining("multistream");
      }
    }
  }

  @Test
  void a_peer_that_just_goes_is_no_offender() throws Exception {
    try (TestNode b = new TestNode(2, UpgradeSettings.USUAL)) {
      InetSocketAddress address = b.listen();
      new Socket(address.getAddress(), address.getPort()).close();
      assertThatThrownBy(() -> TestNode.await(b.nextAccepted()))
          .hasCauseInstanceOf(ClosedChannelException.class);
    }
  }

  @Test
  void a_protocol_that_the_peer_does_not_speak_is_told_from_other_failures() throws Exception {
    try (TestNode a = new TestNode(1, UpgradeSettings.USUAL);
        TestNode b = new TestNode(2, UpgradeSettings.USUAL)) {
      Connection there = TestNode.await(a.dial(b.listen(), Optional.<PublicKey>empty()));
      CompletableFuture<?> opened =
          there.open("/nobody/speaks/this", new Pusher(0, 0)).toCompletableFuture();
      assertThatThrownBy(() -> TestNode.await(opened)).hasMessageContaining("/nobody/speaks/this");
      assertThat(((StreamException) opened.exceptionNow()).isNotSupported()).isTrue();
    }
  }

  private static byte[] message(String text) {
    byte[] line = (text + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] message = new byte[line.length + 1];
    message[0] = (byte) line.length;
    System.arraycopy(line, 0, message, 1, line.length);
    return message;
  }
}
