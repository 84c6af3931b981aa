package io.dtvn.adapters.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/** Turns a connection into a WebSocket (RFC 6455) that hears of every committed change. */
final class WebSockets {

  /** A client's own frames are ignored, so none needs to be large. */
  private static final int FRAME_BYTES_MAX = 1 << 16;

  /** What may lie in the sockets of a client that does not read. */
  private static final int SEND_BUFFER_BYTES = 1 << 16;

  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(8 * 1024, 16 * 1024);

  private final Feed feed;
  private final int clientsMax;
  private final ApiMetrics metrics;

  WebSockets(Feed feed, int clientsMax, ApiMetrics metrics) {
    this.feed = feed;
    this.clientsMax = clientsMax;
    this.metrics = metrics;
  }

  /** Answers the upgrade {@code head} on the connection behind {@code ctx}. On its event loop. */
  void open(ChannelHandlerContext ctx, HttpRequest head) {
    Channel channel = ctx.channel();
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(Gate.WEB_SOCKET, null, false, FRAME_BYTES_MAX)
            .newHandshaker(head);
    if (handshaker == null) {
      metrics.answered(Route.WEB_SOCKET, HttpResponseStatus.UPGRADE_REQUIRED.code());
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel)
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    FeedClient client = new FeedClient(feed, metrics);
    if (!feed.add(channel.eventLoop(), client, clientsMax)) {
      end(channel, Failure.busy("Too many WebSockets"));
      return;
    }
    channel.closeFuture().addListener(_ -> feed.remove(channel.eventLoop(), client));
    channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES);
    channel.config().setWriteBufferWaterMark(WATER_MARK);
    removeBehind(ctx.pipeline().get(HttpServerCodec.class), ctx.pipeline());
    ctx.pipeline().addLast(client);
    shake(handshaker, channel, client, head);
  }

  private void shake(
      WebSocketServerHandshaker handshaker, Channel channel, FeedClient client, HttpRequest head) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            head.protocolVersion(), head.method(), head.uri(), Unpooled.EMPTY_BUFFER);
    request.headers().set(head.headers());
    try {
      handshaker
          .handshake(channel, request)
          .addListener(
              done -> {
                ChannelHandlerContext context = channel.pipeline().context(client);
                if (done.isSuccess() && context != null) {
                  metrics.answered(Route.WEB_SOCKET, HttpResponseStatus.SWITCHING_PROTOCOLS.code());
                  client.begin(context);
                }
              });
      channel.config().setAutoRead(true);
    } catch (WebSocketHandshakeException _) {
      end(channel, Failure.malformed("Bad Request: want a WebSocket upgrade"));
    }
  }

  /** Only the codec stays: the handshake replaces it. */
  private static void removeBehind(ChannelHandler codec, ChannelPipeline pipeline) {
    while (pipeline.last() != codec) {
      pipeline.removeLast();
    }
  }

  private void end(Channel channel, Failure failure) {
    metrics.refused(Route.WEB_SOCKET, failure);
    byte[] body = FailureForm.ENVELOPE.bytes(failure);
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(failure.status()),
            Unpooled.wrappedBuffer(body));
    answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    answer.headers().set(HttpHeaderNames.CONTENT_TYPE, FailureForm.ENVELOPE.contentType());
    answer.headers().set(HttpHeaderNames.CONNECTION, "close");
    if (failure.isRetryable()) {
      answer.headers().set(HttpHeaderNames.RETRY_AFTER, failure.retryAfterSeconds());
    }
    channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }
}
