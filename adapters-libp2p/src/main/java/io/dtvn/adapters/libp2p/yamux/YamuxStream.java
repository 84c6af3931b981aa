package io.dtvn.adapters.libp2p.yamux;

import io.dtvn.adapters.libp2p.multistream.NegotiationException;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamException;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.domain.codec.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One stream of a session. Its state belongs to the event loop; the public methods go there. */
final class YamuxStream implements Stream {

  /** Long enough for bytes sent before to be read by themselves. */
  private static final Duration END_DELAY = Duration.ofMillis(20);

  private final YamuxSession session;
  private final int id;
  private final boolean initiator;
  private final ReceiveWindow receive = new ReceiveWindow();
  private final SendQueue send = new SendQueue();
  private @Nullable StreamNegotiation negotiation;
  private @Nullable StreamHandler handler;
  private volatile String protocol = "";
  private volatile boolean open;
  private volatile boolean writeEnded;
  private volatile boolean writableWanted;
  private boolean endWaits;
  private boolean ackOwed;
  private boolean enqueued;
  private boolean finSent;
  private boolean finReceived;
  private boolean ended;
  private boolean forgiven;

  YamuxStream(YamuxSession session, int id, boolean initiator, StreamNegotiation negotiation) {
    this.session = session;
    this.id = id;
    this.initiator = initiator;
    this.negotiation = negotiation;
    this.ackOwed = !initiator;
  }

  @Override
  public Connection connection() {
    return session;
  }

  @Override
  public String protocol() {
    return protocol;
  }

  @Override
  public boolean initiator() {
    return initiator;
  }

  @Override
  public boolean isWritable() {
    writableWanted = true; // before looking: a change behind the look is told
    if (isWritableNow()) {
      writableWanted = false;
      return true;
    }
    return false;
  }

  @Override
  public void write(ByteBuf data) {
    int length = data.readableBytes();
    if (!send.reserve(length)) {
      data.release();
      reset("more than %d bytes wait for the peer's credit".formatted(QUEUE_BYTES_MAX));
    } else {
      session.onLoop(() -> enqueue(data));
    }
  }

  @Override
  public void closeWrite() {
    session.onLoop(
        () -> {
          if (!writeEnded) {
            writeEnded = true;
            session.sender().add(this);
          }
        });
  }

  @Override
  public void reset(String why) {
    session.onLoop(() -> abort(why));
  }

  @Override
  public void consumed(int bytes) {
    session.onLoop(() -> giveBack(bytes));
  }

  int id() {
    return id;
  }

  boolean isEnded() {
    return ended;
  }

  /** Says the first words of the agreement, which has to come before {@code deadline}. */
  void begin(Future<?> deadline) {
    StreamNegotiation current = negotiation;
    if (current != null) {
      ByteBuf out = Unpooled.buffer();
      current.begin(out, deadline);
      say(out);
    }
  }

  boolean takeWindow(long bytes) {
    return receive.take(bytes);
  }

  void onCredit(long delta) {
    send.addCredit(delta);
    if (send.canSend()) {
      session.sender().add(this);
    }
    tellIfWritable();
  }

  void onData(ByteBuf data) {
    if (finReceived) {
      data.release();
      abort("the peer sends behind its end");
      return;
    }
    int length = data.readableBytes();
    receive.delivered(length);
    session.received(length);
    try {
      if (negotiation != null) {
        negotiate(negotiation, data);
      } else if (handler != null) {
        handler.onData(this, data);
      }
    } catch (NegotiationException e) {
      abort(
          e.isRefusal()
              ? StreamException.notSupported("stream: " + e.getMessage())
              : new StreamException("stream: " + e.getMessage(), e));
    } catch (MalformedException e) {
      abort(new StreamException("stream: " + e.getMessage(), e));
    }
  }

  void onFin() {
    if (finReceived) {
      return;
    }
    finReceived = true;
    if (negotiation != null) {
      abort("the peer ended the stream before a protocol was agreed on");
    } else if (handler != null) {
      handler.onEnd(this);
      endIfDone();
    }
  }

  void onReset() {
    end(new StreamException("stream: the peer reset it"));
  }

  /** The end of the stream, for whatever reason; {@code cause} is null if it was in order. */
  void end(@Nullable Throwable cause) {
    if (ended) {
      return;
    }
    ended = true;
    open = false;
    writeEnded = true;
    send.drop();
    if (cause != null) {
      forgiven = true;
      session.received(-receive.unconsumed());
    }
    session.remove(this);
    StreamNegotiation unfinished = negotiation;
    if (unfinished != null) {
      unfinished.end();
      negotiation = null;
      unfinished
          .opened()
          .completeExceptionally(cause == null ? new StreamException("stream: ended") : cause);
    } else if (handler != null) {
      handler.onClosed(this, cause);
    }
  }

  boolean canSend() {
    return !ended && (send.canSend() || isEndDue());
  }

  /** Sends at most {@code max} bytes if there is something to send. */
  int sendTurn(int max) {
    if (!canSend()) {
      return 0;
    }
    int length = send.next(max);
    if (length > 0) {
      int flags = takeAck() ? Frame.ACK : 0;
      session.sender().header(new Frame(Frame.DATA, flags, id, length));
      send.take(length, session.sender()::payload);
    }
    if (isEndDue()) {
      sendEnd();
    } else {
      tellIfWritable();
    }
    return length + Frame.BYTES;
  }

  /** Notes that the stream waits for its turn; false if it did already. */
  boolean enqueued() {
    boolean was = enqueued;
    enqueued = true;
    return !was;
  }

  void dequeued() {
    enqueued = false;
  }

  void tellIfWritable() {
    if (writableWanted && handler != null && isWritableNow()) {
      writableWanted = false;
      handler.onWritable(this);
    }
  }

  private boolean isEndDue() {
    return writeEnded && !finSent && send.isEmpty() && !endWaits;
  }

  /** The end stands in a frame of its own: js-libp2p ends a stream before it looks at the data. */
  private void sendEnd() {
    finSent = true;
    int flags = Frame.FIN | (takeAck() ? Frame.ACK : 0);
    session.sender().header(new Frame(Frame.WINDOW_UPDATE, flags, id, 0));
    endIfDone();
  }

  /**
   * Keeps our end away from our answer to the peer's proposal: js-libp2p loses what stands between
   * them if they come in one piece.
   */
  private void delayEnd() {
    endWaits = true;
    Future<?> _ =
        session.later(
            END_DELAY,
            () -> {
              endWaits = false;
              if (canSend()) {
                session.sender().add(this);
              }
            });
  }

  private boolean isWritableNow() {
    return open && !writeEnded && send.hasRoom() && session.isChannelWritable();
  }

  private void negotiate(StreamNegotiation current, ByteBuf data) {
    ByteBuf out = Unpooled.buffer();
    Optional<String> agreed;
    try {
      agreed = current.hear(data, out);
    } finally {
      data.release();
      say(out);
    }
    giveBack(receive.unconsumed() - current.heldBytes());
    if (agreed.isEmpty()) {
      return;
    }
    current.end();
    negotiation = null;
    protocol = agreed.get();
    open = true;
    StreamHandler agreedHandler = current.handler();
    handler = agreedHandler;
    if (!initiator) {
      delayEnd();
    }
    agreedHandler.onOpen(this);
    current.opened().complete(this);
    if (current.heldBytes() > 0 && !ended) {
      agreedHandler.onData(this, current.rest());
    }
  }

  /** Sends bytes of the agreement, for which there is always room. */
  private void say(ByteBuf out) {
    if (out.isReadable() && send.reserve(out.readableBytes())) {
      enqueue(out);
    }
  }

  private void enqueue(ByteBuf data) {
    if (!data.isReadable()) {
      data.release();
      return;
    }
    send.add(data);
    if (ended || writeEnded) {
      send.dropLast();
    } else if (send.canSend()) {
      session.sender().add(this);
    }
  }

  private void giveBack(int bytes) {
    if (forgiven) {
      return;
    }
    int credit = receive.consumed(bytes);
    session.received(-bytes);
    if (credit > 0 && !finReceived && !ended) {
      int flags = takeAck() ? Frame.ACK : 0;
      session.sender().header(new Frame(Frame.WINDOW_UPDATE, flags, id, credit));
    }
  }

  private void abort(String why) {
    abort(new StreamException("stream: reset: " + why));
  }

  private void abort(StreamException why) {
    if (!ended) {
      session.sender().header(new Frame(Frame.WINDOW_UPDATE, Frame.RST, id, 0));
      end(why);
    }
  }

  private void endIfDone() {
    if (finSent && finReceived) {
      end(null);
    }
  }

  private boolean takeAck() {
    boolean owed = ackOwed;
    ackOwed = false;
    return owed;
  }
}
