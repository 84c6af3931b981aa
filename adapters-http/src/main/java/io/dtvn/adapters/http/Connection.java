package io.dtvn.adapters.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller's connection. It hands over one whole request at a time, in the form the router wants;
 * what was sent ahead waits, and no more is read. It answers itself what the {@link Gate} refuses,
 * and it ends when a request or an answer takes too long. All of it happens on the channel's event
 * loop.
 */
final class Connection extends ChannelDuplexHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final long LINGER_SECONDS = 2;

  /** Pieces of requests sent ahead; as many as this in one go is no pipelining any more. */
  private static final int HELD_MAX = 512;

  private final Door door;
  private final boolean busy;
  private final Deque<HttpObject> held = new ArrayDeque<>();

  /** The request that is being read; none between requests and behind a refused head. */
  private @Nullable Intake intake;

  private Optional<String> allowedOrigin = Optional.empty();
  private int bodyBytes;
  private boolean answering;

  /** Of the request that waits for its answer; none once that is counted. */
  private @Nullable Route route;

  private int status;
  private long wholeAtNanos;
  private boolean lingering;
  private boolean readWanted;
  private long deadlineNanos;
  private @Nullable ScheduledFuture<?> alarm;

  /**
   * A connection behind {@code door}.
   *
   * @param busy whether it is one too many, so that every request is refused
   */
  Connection(Door door, boolean busy) {
    this.door = door;
    this.busy = busy;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    allow(door.load().limits().requestWithin().toNanos());
    watch(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (held.size() == HELD_MAX) {
      ReferenceCountUtil.release(message);
      ctx.close();
    } else if (answering || !held.isEmpty()) {
      held.add((HttpObject) message);
    } else {
      take(ctx, (HttpObject) message);
    }
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    if (answering && !held.isEmpty()) {
      readWanted = true;
    } else {
      ctx.read();
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse answer) {
      mark(answer.headers());
      status = answer.status().code();
    }
    if (!(message instanceof LastHttpContent)) {
      writePiece(ctx, message, promise);
      return;
    }
    count();
    boolean close = door.load().isClosing();
    ctx.write(message, promise.unvoid())
        .addListener(
            _ -> {
              answered(ctx);
              if (close) {
                ctx.close();
              }
            });
  }

  /** An answer that comes in pieces has its time again with each one that the caller took. */
  private void writePiece(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof HttpContent) {
      ctx.write(message, promise.unvoid())
          .addListener(
              sent -> {
                if (sent.isSuccess()) {
                  allow(door.load().limits().answerWithin().toNanos());
                }
              });
    } else {
      ctx.write(message, promise);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    held.forEach(ReferenceCountUtil::release);
    held.clear();
    endAnswer();
    abandonIntake();
    cancelAlarm();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("connection closed: {}", cause.toString());
    ctx.close();
  }

  private void take(ChannelHandlerContext ctx, HttpObject message) {
    try {
      if (!lingering && message instanceof HttpRequest head) {
        begin(ctx, head);
      }
      if (!lingering && message instanceof HttpContent content) {
        add(ctx, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest head) {
    allow(door.load().limits().requestWithin().toNanos());
    allowedOrigin = door.gate().corsRule().allowed(head.headers());
    Verdict verdict =
        busy
            ? Verdict.Refuse.closing(Failure.busy("Too many connections"))
            : door.gate().judge(head);
    switch (verdict) {
      case Verdict.Pass(RequestTarget target, int bodyBytesMax) -> {
        intake = new Intake(head, Optional.of(target), bodyBytesMax);
        if (HttpUtil.is100ContinueExpected(head)) {
          ctx.writeAndFlush(response(HttpResponseStatus.CONTINUE, new byte[0]));
        }
      }
      case Verdict.Upgrade _ -> intake = new Intake(head, Optional.empty(), 0);
      case Verdict.Preflight _ -> {
        FullHttpResponse yes = response(HttpResponseStatus.NO_CONTENT, new byte[0]);
        door.gate().corsRule().markPreflight(yes.headers());
        door.metrics().answered(Route.of(head), yes.status().code());
        answer(ctx, head, yes);
      }
      case Verdict.Refuse refusal -> refuse(ctx, head, refusal);
    }
  }

  private void add(ChannelHandlerContext ctx, HttpContent content) {
    Intake current = intake;
    if (current != null) {
      int bytes = content.content().readableBytes();
      Optional<Failure> objection = objectionTo(current, content, bytes);
      if (objection.isPresent()) {
        abandonIntake();
        refuse(ctx, current.head(), Verdict.Refuse.closing(objection.get()));
        return;
      }
      bodyBytes += bytes;
      current.add(content.content());
    }
    if (content instanceof LastHttpContent) {
      allow(door.load().limits().requestWithin().toNanos());
      if (current != null) {
        intake = null;
        complete(ctx, current);
      }
    }
  }

  private Optional<Failure> objectionTo(Intake current, HttpContent content, int bytes) {
    if (content.decoderResult().isFailure()) {
      return Optional.of(Failure.malformed("Bad Request: broken body"));
    }
    if (bodyBytes + bytes > current.bytesMax()) {
      return Optional.of(Gate.tooLarge(current.bytesMax()));
    }
    return door.load().reserveBody(bytes)
        ? Optional.empty()
        : Optional.of(Failure.busy("Too many requests: try again later"));
  }

  private void complete(ChannelHandlerContext ctx, Intake request) {
    if (request.target().isEmpty()) {
      request.release();
      door.webSockets().open(ctx, request.head());
      return;
    }
    RequestTarget target = request.target().get();
    if (!door.load().beginRequest(isHealth(target))) {
      request.release();
      releaseBody();
      Failure busyNow = Failure.busy("Too many requests: try again later");
      refuse(ctx, request.head(), Verdict.Refuse.of(busyNow));
      return;
    }
    answering = true;
    route = Route.of(request.head().method(), target);
    wholeAtNanos = System.nanoTime();
    allow(door.load().limits().answerWithin().toNanos());
    ctx.fireChannelRead(request.whole(target));
  }

  /** Whoever asks for health while the server is full still learns that it lives. */
  private static boolean isHealth(RequestTarget target) {
    return target.path().equals("/health") || target.path().equals("/health/ready");
  }

  private void refuse(ChannelHandlerContext ctx, HttpRequest head, Verdict.Refuse refusal) {
    Failure failure = refusal.failure();
    door.metrics().refused(Route.of(head), failure);
    FailureForm form = FailureForm.wantedBy(head.headers().getAll(HttpHeaderNames.ACCEPT));
    FullHttpResponse answer =
        response(HttpResponseStatus.valueOf(failure.status()), form.bytes(failure));
    answer.headers().set(HttpHeaderNames.CONTENT_TYPE, form.contentType());
    refusal.allow().ifPresent(methods -> answer.headers().set(HttpHeaderNames.ALLOW, methods));
    if (failure.isRetryable()) {
      answer.headers().set(HttpHeaderNames.RETRY_AFTER, failure.retryAfterSeconds());
    }
    // Who waits for "100 Continue" may or may not send the body now: nobody could tell.
    if (refusal.close() || HttpUtil.is100ContinueExpected(head)) {
      linger(ctx, answer);
    } else {
      answer(ctx, head, answer);
    }
  }

  private void answer(ChannelHandlerContext ctx, HttpRequest head, FullHttpResponse answer) {
    mark(answer.headers());
    HttpUtil.setKeepAlive(answer, HttpUtil.isKeepAlive(head));
    ctx.writeAndFlush(answer);
    if (!HttpUtil.isKeepAlive(head)) {
      linger(ctx, null);
    }
  }

  /**
   * Says the last word, then reads and forgets for a while what the caller still sends: closing at
   * once would reset the connection, and the word would be lost.
   */
  private void linger(ChannelHandlerContext ctx, @Nullable FullHttpResponse lastWord) {
    lingering = true;
    if (lastWord != null) {
      mark(lastWord.headers());
      lastWord.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    Object last = lastWord == null ? Unpooled.EMPTY_BUFFER : lastWord;
    ctx.writeAndFlush(last).addListener(_ -> ((DuplexChannel) ctx.channel()).shutdownOutput());
    cancelAlarm();
    alarm = ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
  }

  private void mark(HttpHeaders headers) {
    headers.set("DTVN-Node", door.node());
    door.gate().corsRule().mark(headers, allowedOrigin);
    if (door.load().isClosing()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  private void answered(ChannelHandlerContext ctx) {
    endAnswer();
    allow(door.load().limits().requestWithin().toNanos());
    boolean more = !held.isEmpty();
    while (!answering && !held.isEmpty()) {
      take(ctx, held.remove());
    }
    if (more) {
      ctx.fireChannelReadComplete(); // else the router waits with its answer for the rest
    }
    if (readWanted && held.isEmpty()) {
      readWanted = false;
      ctx.read();
    }
  }

  private void count() {
    if (route != null) {
      door.metrics().answered(route, status, System.nanoTime() - wholeAtNanos);
      route = null;
    }
  }

  private void endAnswer() {
    if (answering) {
      answering = false;
      if (route != null) {
        door.metrics().unanswered(route);
        route = null;
      }
      door.load().endRequest();
      releaseBody();
    }
  }

  private void abandonIntake() {
    if (intake != null) {
      intake.release();
      intake = null;
      releaseBody();
    }
  }

  private void releaseBody() {
    door.load().releaseBody(bodyBytes);
    bodyBytes = 0;
  }

  private void allow(long nanos) {
    deadlineNanos = System.nanoTime() + nanos;
  }

  private void watch(ChannelHandlerContext ctx) {
    long left = deadlineNanos - System.nanoTime();
    if (left <= 0) {
      ctx.close();
    } else {
      alarm = ctx.executor().schedule(() -> watch(ctx), left, TimeUnit.NANOSECONDS);
    }
  }

  /** Else the connection would be kept in memory until its deadline. */
  private void cancelAlarm() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  private static FullHttpResponse response(HttpResponseStatus status, byte[] body) {
    ByteBuf content = Unpooled.wrappedBuffer(body);
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    if (status.code() >= 200 && status.code() != 204) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    return response;
  }
}
