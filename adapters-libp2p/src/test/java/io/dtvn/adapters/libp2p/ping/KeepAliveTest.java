package io.dtvn.adapters.libp2p.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.connection.TestNode;
import io.dtvn.adapters.libp2p.connection.UpgradeSettings;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That missing answers end a connection, and nothing else that peers do with ping streams. */
class KeepAliveTest {

  private static final KeepAlive.Timing PATIENT =
      new KeepAlive.Timing(Duration.ofMillis(10), Duration.ofSeconds(10));
  private static final KeepAlive.Timing SHORT =
      new KeepAlive.Timing(Duration.ofMillis(10), Duration.ofMillis(100));
  private static final int ROUNDS = 5;

  private final TestNode anna = new TestNode(1, UpgradeSettings.USUAL);
  private final TestNode bert = new TestNode(2, UpgradeSettings.USUAL);
  private final AtomicInteger streams = new AtomicInteger();

  @AfterEach
  void close() {
    anna.close();
    bert.close();
  }

  @Test
  void a_peer_that_ends_the_stream_after_each_answer_is_asked_on_another() throws Exception {
    Connection connection = dial(OneAnswer::new);
    CountDownLatch answers = new CountDownLatch(ROUNDS);
    KeepAlive.start(connection, PATIENT, _ -> answers.countDown());
    assertThat(answers.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(streams.get()).isGreaterThanOrEqualTo(ROUNDS);
    assertThat(connection.closed().toCompletableFuture()).isNotDone();
  }

  @Test
  void a_peer_that_answers_on_one_stream_keeps_it() throws Exception {
    Connection connection = dial(() -> new PingResponder(() -> {}));
    CountDownLatch answers = new CountDownLatch(ROUNDS);
    KeepAlive.start(connection, PATIENT, _ -> answers.countDown());
    assertThat(answers.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(streams.get()).isEqualTo(1);
  }

  @Test
  void a_peer_that_ends_every_stream_unanswered_is_given_up_in_time() throws Exception {
    Connection connection = dial(Refusing::new);
    KeepAlive.start(connection, SHORT, _ -> {});
    TestNode.await(connection.closed());
    assertThat(streams.get()).isGreaterThan(1);
  }

  @Test
  void a_peer_that_knows_no_ping_is_given_up_in_time() throws Exception {
    Connection connection = anna.dial(bert.listen(), Optional.of(bert.key())).join();
    KeepAlive.start(connection, SHORT, _ -> {});
    TestNode.await(connection.closed());
  }

  @Test
  void a_peer_that_answers_nothing_is_given_up_in_time() throws Exception {
    Connection connection = dial(Silent::new);
    KeepAlive.start(connection, SHORT, _ -> {});
    TestNode.await(connection.closed());
    assertThat(streams.get()).isEqualTo(1);
  }

  private Connection dial(Supplier<StreamHandler> answering) {
    bert.handle(
        Ping.PROTOCOL,
        () -> {
          streams.incrementAndGet();
          return answering.get();
        });
    return anna.dial(bert.listen(), Optional.of(bert.key())).join();
  }

  /** Echoes one question and ends. */
  private static final class OneAnswer implements StreamHandler {

    private int left = Ping.BYTES;

    @Override
    public void onData(Stream stream, ByteBuf data) {
      int bytes = data.readableBytes();
      left -= bytes;
      stream.write(data);
      stream.consumed(bytes);
      if (left == 0) {
        stream.closeWrite();
      }
    }
  }

  /** Resets at the first question. */
  private static final class Refusing implements StreamHandler {

    @Override
    public void onData(Stream stream, ByteBuf data) {
      data.release();
      stream.reset("no");
    }
  }

  /** Takes and gives nothing back. */
  private static final class Silent implements StreamHandler {

    @Override
    public void onData(Stream stream, ByteBuf data) {
      data.release();
    }
  }
}
