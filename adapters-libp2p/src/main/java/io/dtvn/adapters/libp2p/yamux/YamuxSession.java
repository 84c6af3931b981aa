package io.dtvn.adapters.libp2p.yamux;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.multistream.Proposer;
import io.dtvn.adapters.libp2p.multistream.Responder;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Protocols;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamException;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.domain.codec.PublicKey;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All streams of one connection. Confined to the event loop but for the methods of the port. */
final class YamuxSession implements Connection {

  /** Answers to pings that may wait for a peer that does not read. */
  private static final int PINGS_WAITING_MAX = 32;

  private final ChannelHandlerContext ctx;
  private final YamuxPeer peer;
  private final YamuxLimits limits;
  private final Protocols protocols;
  private final FrameSender sender;
  private final IntObjectMap<YamuxStream> streams = new IntObjectHashMap<>();
  private final Set<Integer> unacknowledged = new HashSet<>();
  private final SeenIds seen = new SeenIds();
  private final TokenBucket opens;
  private final TokenBucket pings;
  private final TokenBucket idle;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private long nextId;
  private int theirs;
  private int received;
  private int pingsWaiting;
  private boolean peerGoesAway;
  private boolean ending;
  private @Nullable Throwable cause;

  YamuxSession(ChannelHandlerContext ctx, YamuxPeer peer, YamuxLimits limits, Protocols protocols) {
    Ticker ticker = ctx.executor().ticker();
    this.ctx = ctx;
    this.peer = peer;
    this.limits = limits;
    this.protocols = protocols;
    this.sender = new FrameSender(ctx);
    this.opens = new TokenBucket(limits.opensPerSecond(), ticker);
    this.pings = new TokenBucket(limits.pingsPerSecond(), ticker);
    this.idle = new TokenBucket(limits.idleFramesPerSecond(), ticker);
    this.nextId = peer.initiator() ? 1 : 2;
  }

  @Override
  public PublicKey peer() {
    return peer.key();
  }

  @Override
  public boolean initiator() {
    return peer.initiator();
  }

  @Override
  public Multiaddr localAddress() {
    return peer.local();
  }

  @Override
  public Multiaddr remoteAddress() {
    return peer.remote();
  }

  @Override
  public EventExecutor executor() {
    return ctx.executor();
  }

  @Override
  public CompletionStage<Void> closed() {
    return closed.copy();
  }

  @Override
  public CompletionStage<Stream> open(String protocol, StreamHandler handler) {
    StreamNegotiation negotiation =
        new StreamNegotiation(new Proposer(List.of(protocol)), () -> handler);
    onLoop(() -> openNow(negotiation));
    return negotiation.opened();
  }

  @Override
  public void close(String why) {
    onLoop(() -> goAway(Frame.NORMAL, new StreamException("connection: closed: " + why), null));
  }

  /** Runs at once on the event loop, later elsewhere. */
  void onLoop(Runnable action) {
    if (ctx.executor().inEventLoop()) {
      action.run();
    } else {
      ctx.executor().execute(() -> guarded(action));
    }
  }

  /** What a task of ours throws ends the connection: the event loop would only log it. */
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  Future<?> later(Duration delay, Runnable action) {
    return ctx.executor().schedule(() -> guarded(action), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  FrameSender sender() {
    return sender;
  }

  boolean isOpen() {
    return !ending;
  }

  boolean isChannelWritable() {
    return ctx.channel().isWritable();
  }

  @Nullable YamuxStream stream(int id) {
    return streams.get(id);
  }

  /** A stream that the peer opens; null if it is refused. */
  @Nullable YamuxStream accept(int id) {
    boolean odd = (id & 1) == 1;
    if (odd == peer.initiator() || !seen.add(Integer.toUnsignedLong(id) >>> 1)) {
      throw new YamuxException("yamux: the peer opens a stream under an id that is not free");
    }
    if (!opens.tryTake()) {
      throw new YamuxException("yamux: the peer opens streams too fast");
    }
    if (theirs >= limits.streamsMax() || !limits.budget().take(streams.size())) {
      sender.header(new Frame(Frame.WINDOW_UPDATE, Frame.RST, id, 0));
      return null;
    }
    theirs++;
    Acceptance acceptance = new Acceptance();
    YamuxStream stream =
        new YamuxStream(
            this,
            id,
            false,
            new StreamNegotiation(new Responder(acceptance::accepts), acceptance::handler));
    streams.put(id, stream);
    stream.begin(deadline(stream));
    return stream;
  }

  void onAcknowledged(YamuxStream stream) {
    unacknowledged.remove(stream.id());
  }

  void onPing(Frame frame) {
    if (!frame.has(Frame.SYN)) {
      onIdleFrame(); // an answer that nobody asked for
      return;
    }
    if (!pings.tryTake() || (!isChannelWritable() && ++pingsWaiting > PINGS_WAITING_MAX)) {
      throw new YamuxException("yamux: the peer sends pings too fast");
    }
    sender.header(new Frame(Frame.PING, Frame.ACK, 0, frame.length()));
  }

  void onGoAway(Frame frame) {
    peerGoesAway = true;
    if (frame.length() == Frame.NORMAL) {
      closeIfDeserted();
    } else {
      finish(new StreamException("connection: the peer goes away, code " + frame.length()));
    }
  }

  /** A frame that has no effect; a few are harmless. */
  void onIdleFrame() {
    if (!idle.tryTake()) {
      throw new YamuxException("yamux: the peer sends empty frames too fast");
    }
  }

  /** Counts bytes that handlers hold, and stops reading while they hold too many. */
  void received(int delta) {
    received += delta;
    if (received > limits.receivedBytesMax()) {
      ctx.channel().config().setAutoRead(false);
    } else if (received <= limits.receivedBytesMax() / 2 && !ctx.channel().config().isAutoRead()) {
      ctx.channel().config().setAutoRead(true);
    }
  }

  void remove(YamuxStream stream) {
    if (streams.remove(stream.id()) != null) {
      limits.budget().giveBack();
    }
    unacknowledged.remove(stream.id());
    if (!stream.initiator()) {
      theirs--;
    }
    closeIfDeserted();
  }

  void violated(YamuxException violation) {
    goAway(Frame.PROTOCOL_ERROR, violation, violation);
  }

  /** Something failed on our side, or below: ends the connection with it. */
  @Override
  public void fail(Throwable failure) {
    onLoop(() -> finish(failure));
  }

  void onChannelWritability() {
    if (isChannelWritable()) {
      pingsWaiting = 0;
      sender.pump();
      for (YamuxStream stream : List.copyOf(streams.values())) {
        stream.tellIfWritable();
      }
    }
  }

  void onChannelGone() {
    if (!ending) {
      cause = peerGoesAway ? null : new StreamException("connection: the peer is gone");
      ending = true;
      endStreams(new StreamException("connection: the peer is gone"));
    }
    if (cause == null) {
      closed.complete(null);
    } else {
      closed.completeExceptionally(cause);
    }
  }

  private void openNow(StreamNegotiation negotiation) {
    int ours = streams.size() - theirs;
    String objection =
        ending || peerGoesAway
            ? "the connection is closed"
            : ours >= limits.streamsMax() || unacknowledged.size() >= limits.unacknowledgedMax()
                ? "too many streams are open"
                : nextId > 0xffff_ffffL
                    ? "the connection has no ids left"
                    : limits.budget().take(streams.size()) ? "" : "no memory is left for it";
    if (!objection.isEmpty()) {
      negotiation.opened().completeExceptionally(new StreamException("stream: " + objection));
      return;
    }
    int id = (int) nextId;
    nextId += 2;
    YamuxStream stream = new YamuxStream(this, id, true, negotiation);
    streams.put(id, stream);
    unacknowledged.add(id);
    sender.header(new Frame(Frame.WINDOW_UPDATE, Frame.SYN, id, 0));
    stream.begin(deadline(stream));
  }

  private Future<?> deadline(YamuxStream stream) {
    return later(limits.negotiation(), () -> stream.reset("no protocol was agreed on in time"));
  }

  private void goAway(int code, Throwable told, @Nullable Throwable why) {
    if (!ending) {
      ChannelFuture _ = ctx.writeAndFlush(new Frame(Frame.GO_AWAY, 0, 0, code).encode(ctx.alloc()));
      end(told, why);
    }
  }

  private void finish(Throwable why) {
    if (!ending) {
      end(why, why);
    }
  }

  private void end(Throwable told, @Nullable Throwable why) {
    ending = true;
    cause = why;
    endStreams(told);
    ChannelFuture _ = ctx.close();
  }

  private void endStreams(Throwable told) {
    for (YamuxStream stream : new ArrayList<>(streams.values())) {
      try {
        stream.end(told);
      } catch (RuntimeException | Error e) { // one handler's fault keeps no other from its end
        cause = e;
      }
    }
  }

  /** After the peer has said goodbye, the last stream takes the connection with it. */
  private void closeIfDeserted() {
    if (peerGoesAway && streams.isEmpty() && !ending) {
      end(new StreamException("connection: the peer went away"), null);
    }
  }

  /** Who handles what the peer proposes on one stream. */
  private final class Acceptance {

    private @Nullable StreamHandler chosen;

    boolean accepts(String protocol) {
      Optional<StreamHandler> answer = protocols.accept(YamuxSession.this, protocol);
      chosen = answer.orElse(null);
      return answer.isPresent();
    }

    StreamHandler handler() {
      if (chosen == null) {
        throw new IllegalStateException("stream: agreed on, and nobody handles it");
      }
      return chosen;
    }
  }
}
