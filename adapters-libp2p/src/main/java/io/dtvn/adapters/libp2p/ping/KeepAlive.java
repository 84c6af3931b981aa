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
 * connection when no answer comes: a peer can be gone without a word. A peer may end the stream, as
 * js-libp2p does with one that idles: the next question has a stream of its own. Lives on the event
 * loop.
 */
public final class KeepAlive {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final double NANOS_PER_SECOND = 1e9;

  private final Connection connection;
  private final Timing timing;
  private final DoubleConsumer roundTripSeconds;
  private @Nullable Questions current;
  private @Nullable Future<?> next;
  private @Nullable Future<?> deadline;
  private boolean over;

  private KeepAlive(Connection connection, Timing timing, DoubleConsumer roundTripSeconds) {
    this.connection = connection;
    this.timing = timing;
    this.roundTripSeconds = roundTripSeconds;
  }

  /**
   * How often to ask and how long to wait.
   *
   * @param pause from an answer to the next question, and between two streams; 5 s
   * @param limit from the wish to ask to an answer; 10 s
   */
  public record Timing(Duration pause, Duration limit) {

    /** What a network uses. */
    public static final Timing USUAL = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  /** Asks until the connection is closed; each round trip is told, in seconds. */
  public static void start(Connection connection, Timing timing, DoubleConsumer roundTripSeconds) {
    KeepAlive keepAlive = new KeepAlive(connection, timing, roundTripSeconds);
    connection.closed().whenComplete((_, _) -> keepAlive.end());
    keepAlive.ask();
  }

  /** Wants an answer from now on, on the stream that is open or on a new one. */
  private void ask() {
    if (over) {
      return;
    }
    if (deadline == null) {
      String why = "no answer to a ping within " + timing.limit().toMillis() + " ms";
      deadline = later(timing.limit(), () -> giveUp(why));
    }
    Questions open = current;
    if (open != null) {
      open.ask();
      return;
    }
    Questions opened = new Questions();
    current = opened;
    connection
        .open(Ping.PROTOCOL, opened)
        .exceptionally(
            _ -> {
              ended(opened);
              return null;
            });
  }

  private void answered(double seconds) {
    cancel(deadline);
    deadline = null;
    roundTripSeconds.accept(seconds);
    askLater();
  }

  /** There is another stream for the next question, or for this one as long as there is time. */
  private void ended(Questions questions) {
    if (current == questions) {
      current = null;
      if (deadline != null) {
        askLater();
      }
    }
  }

  private void askLater() {
    if (!over) {
      cancel(next);
      next = later(timing.pause(), this::ask);
    }
  }

  private Future<?> later(Duration delay, Runnable task) {
    return connection
        .executor()
        .schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) { // the event loop would keep it to itself
      connection.fail(e);
    }
  }

  private void giveUp(String why) {
    if (!over) {
      end();
      connection.close(why);
    }
  }

  private void end() {
    over = true;
    cancel(next);
    cancel(deadline);
  }

  private static void cancel(@Nullable Future<?> waiting) {
    if (waiting != null) {
      waiting.cancel(false);
    }
  }

  /** The questions on one stream, one after the other. */
  private final class Questions implements StreamHandler {

    private @Nullable Stream stream;
    private byte[] asked = new byte[0];
    private int matched;
    private long askedAt;

    void ask() {
      Stream open = stream;
      if (open != null) {
        byte[] question = new byte[Ping.BYTES];
        RANDOM.nextBytes(question);
        asked = question;
        matched = 0;
        askedAt = System.nanoTime();
        open.write(Unpooled.copiedBuffer(question));
      }
    }

    @Override
    public void onOpen(Stream opened) {
      stream = opened;
      ask();
    }

    @Override
    public void onData(Stream from, ByteBuf data) {
      int bytes = data.readableBytes();
      boolean right = true;
      while (right && data.isReadable()) {
        right = matched < asked.length && data.readByte() == asked[matched++];
      }
      data.release();
      from.consumed(bytes);
      if (!right) {
        giveUp("an answer that was not asked for");
      } else if (asked.length > 0 && matched == asked.length) {
        asked = new byte[0];
        matched = 0;
        answered((System.nanoTime() - askedAt) / NANOS_PER_SECOND);
      }
    }

    @Override
    public void onEnd(Stream from) {
      from.closeWrite();
      ended(this);
    }

    @Override
    public void onClosed(Stream from, @Nullable Throwable why) {
      ended(this);
    }
  }
}
