package io.dtvn.adapters.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open WebSocket. It sends while the socket takes bytes and reads on when it takes them again;
 * what it sends never waits in memory of its own. A client for which more than 1,000 frames wait
 * and that has taken nothing for a second is dropped. What a client sends is ignored.
 */
final class FeedClient extends SimpleChannelInboundHandler<WebSocketFrame> {

  static final int FRAMES_WAITING_MAX = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(FeedClient.class);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Feed feed;
  private final ApiMetrics metrics;
  private long next;
  private @Nullable ChannelHandlerContext open;
  private long tookAtNanos;
  private boolean watched;
  private boolean dropped;

  /** A client that hears of what {@code feed} is told from now on. */
  FeedClient(Feed feed, ApiMetrics metrics) {
    this.feed = feed;
    this.metrics = metrics;
    this.next = feed.head();
  }

  /** The handshake is done: frames may go out. */
  void begin(ChannelHandlerContext ctx) {
    open = ctx;
    tookAtNanos = System.nanoTime();
    read();
  }

  /** Sends what is new. On the event loop. */
  void read() {
    ChannelHandlerContext ctx = open;
    if (ctx == null || !ctx.channel().isActive()) {
      return;
    }
    long before = next;
    while (next < feed.head() && ctx.channel().isWritable()) {
      sendWhileWritable(ctx);
      ctx.flush();
    }
    if (next > before || next == feed.head()) {
      tookAtNanos = System.nanoTime();
    }
    long waiting = feed.head() - next;
    boolean patient = System.nanoTime() - tookAtNanos < PATIENCE_NANOS;
    if (waiting >= Feed.FRAMES || (waiting > FRAMES_WAITING_MAX && !patient)) {
      drop(ctx);
    } else if (waiting > 0 && !watched) {
      watched = true;
      ctx.executor().schedule(this::readAgain, PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  /** Stops at a frame that may have been overwritten while it was read. */
  private void sendWhileWritable(ChannelHandlerContext ctx) {
    while (next < feed.head() && ctx.channel().isWritable()) {
      byte[] frame = feed.frame(next);
      if (feed.head() - next >= Feed.FRAMES) {
        drop(ctx);
        return;
      }
      ctx.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(frame)));
      next++;
    }
  }

  private void drop(ChannelHandlerContext ctx) {
    if (!dropped) {
      dropped = true;
      metrics.droppedWebSocket();
      LOG.debug("WebSocket dropped: its client does not read");
    }
    ctx.close();
  }

  private void readAgain() {
    watched = false;
    read();
  }

  /** Says goodbye: the node stops. */
  void end() {
    ChannelHandlerContext ctx = open;
    if (ctx != null) {
      ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    read();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    switch (frame) {
      case PingWebSocketFrame ping ->
          ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      case CloseWebSocketFrame close ->
          ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
      default -> {}
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("WebSocket closed: {}", cause.toString());
    ctx.close();
  }
}
