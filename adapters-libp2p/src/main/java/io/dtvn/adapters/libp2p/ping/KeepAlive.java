package io.dtvn.adapters.libp2p.ping;

import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the peer of one connection again and again whether it is still there, and closes the
 * connection when no answer comes: a peer can be gone without a word. Lives on the event loop.
 */
public final class KeepAlive implements StreamHandler {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final double NANOS_PER_SECOND = 1e9;

  private final Connection connection;
  private final Timing timing;
  private final DoubleConsumer roundTripSeconds;
  private byte[] asked = new byte[0];
  private int matched;
  private long askedAt;
  private @Nullable Future<?> timer;
  private boolean over;

  private KeepAlive(Connection connection, Timing timing, DoubleConsumer roundTripSeconds) {
    this.connection = connection;
    this.timing = timing;
    this.roundTripSeconds = roundTripSeconds;
  }

  /**
   * How often to ask and how long to wait.
   *
   * @param pause from an answer to the next question; 5 s
   * @param limit from a question to its answer; 10 s
   */
  public record Timing(Duration pause, Duration limit) {

    /** What a network uses. */
    public static final Timing USUAL = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  /** Asks until the connection is closed; each round trip is told, in seconds. */
  public static void start(Connection connection, Timing timing, DoubleConsumer roundTripSeconds) {
    KeepAlive keepAlive = new KeepAlive(connection, timing, roundTripSeconds);
    connection
        .open(Ping.PROTOCOL, keepAlive)
        .exceptionally(
            cause -> {
              keepAlive.giveUp("no ping: " + cause.getMessage());
              return null;
            });
  }

  @Override
  public void onOpen(Stream stream) {
    ask(stream);
  }

  @Override
  public void onData(Stream stream, ByteBuf data) {
    int bytes = data.readableBytes();
    boolean right = true;
    while (right && data.isReadable()) {
      right = matched < asked.length && data.readByte() == asked[matched++];
    }
    data.release();
    stream.consumed(bytes);
    if (!right) {
      giveUp("an answer that was not asked for");
    } else if (asked.length > 0 && matched == asked.length) {
      answered(stream);
    }
  }

  @Override
  public void onEnd(Stream stream) {
    giveUp("the peer answers no more pings");
  }

  @Override
  public void onClosed(Stream stream, @Nullable Throwable why) {
    giveUp("the ping stream has ended");
  }

  private void ask(Stream stream) {
    byte[] question = new byte[Ping.BYTES];
    RANDOM.nextBytes(question);
    asked = question;
    matched = 0;
    askedAt = System.nanoTime();
    stream.write(Unpooled.copiedBuffer(question));
    String why = "no answer to a ping within " + timing.limit().toSeconds() + " s";
    schedule(timing.limit(), () -> giveUp(why));
  }

  private void answered(Stream stream) {
    roundTripSeconds.accept((System.nanoTime() - askedAt) / NANOS_PER_SECOND);
    asked = new byte[0];
    matched = 0;
    schedule(timing.pause(), () -> ask(stream));
  }

  /** At most one thing is scheduled: the next question or the end of patience. */
  private void schedule(Duration delay, Runnable task) {
    cancel();
    if (!over) {
      timer = connection.executor().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void giveUp(String why) {
    cancel();
    if (!over) {
      over = true;
      connection.close(why);
    }
  }

  private void cancel() {
    Future<?> waiting = timer;
    if (waiting != null) {
      waiting.cancel(false);
      timer = null;
    }
  }
}
