package io.dtvn.adapters.http;

import io.dtvn.domain.codec.MalformedException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;

/**
 * Judges a request by its head alone, before anything is read or looked up: who does not show the
 * key learns neither which paths exist nor costs more than a head. Immutable.
 *
 * @param keyRule who may call
 * @param originRule which pages may open a WebSocket
 * @param corsRule which pages may call
 * @param openStream whether {@code /ws} needs no key
 * @param load what the server has taken on
 */
record Gate(
    KeyRule keyRule, OriginRule originRule, CorsRule corsRule, boolean openStream, Load load) {

  static final String WEB_SOCKET = "/ws";
  private static final String API = "/api";
  private static final String BATCH = "/api/v1/tickets/batch";

  Verdict judge(HttpRequest head) {
    if (head.decoderResult().isFailure()) {
      return Verdict.Refuse.closing(unreadable(head.decoderResult().cause()));
    }
    if (load.isClosing()) {
      return Verdict.Refuse.closing(Failure.notReady("The node is stopping"));
    }
    if (corsRule.isPreflight(head)) {
      return new Verdict.Preflight();
    }
    try {
      return judge(head, RequestTarget.parse(head.uri()));
    } catch (MalformedException e) {
      return Verdict.Refuse.of(Failure.malformed(Failure.text(e)));
    }
  }

  private Verdict judge(HttpRequest head, RequestTarget target) {
    String path = target.path();
    boolean webSocket = path.equals(WEB_SOCKET);
    boolean needsKey = path.equals(API) || path.startsWith(API + "/") || (webSocket && !openStream);
    if (needsKey && !keyRule.permits(head.headers())) {
      return Verdict.Refuse.of(Failure.unauthenticated());
    }
    if (target.hasEmptySegment()) {
      return Verdict.Refuse.of(Failure.notFound());
    }
    if (webSocket) {
      return judgeUpgrade(head);
    }
    int bytesMax = path.equals(BATCH) ? load.limits().batchBytes() : load.limits().bodyBytes();
    if (announcedBytes(head) > bytesMax) {
      return Verdict.Refuse.closing(tooLarge(bytesMax));
    }
    return new Verdict.Pass(target, bytesMax);
  }

  private Verdict judgeUpgrade(HttpRequest head) {
    HttpHeaders headers = head.headers();
    if (!head.method().equals(HttpMethod.GET)) {
      Failure failure = Failure.methodNotAllowed();
      return new Verdict.Refuse(failure, Optional.of("GET"), false);
    }
    boolean upgrade =
        headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
            && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    if (!upgrade || !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
      return Verdict.Refuse.of(Failure.malformed("Bad Request: want a WebSocket upgrade"));
    }
    if (!originRule.permits(headers)) {
      return Verdict.Refuse.of(Failure.forbidden("This origin may not open a WebSocket"));
    }
    return new Verdict.Upgrade();
  }

  static Failure tooLarge(int bytesMax) {
    return Failure.tooLarge(413, "Request body too large: at most %d bytes".formatted(bytesMax));
  }

  private static Failure unreadable(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          Failure.tooLarge(
              414, "Request line too long: at most %d bytes".formatted(Limits.REQUEST_LINE_BYTES));
      case TooLongHttpHeaderException _ ->
          Failure.tooLarge(
              431, "Headers too large: at most %d bytes".formatted(Limits.HEADER_BYTES));
      default -> Failure.malformed("Bad Request: not HTTP/1.1");
    };
  }

  private static long announcedBytes(HttpRequest head) {
    return HttpUtil.isTransferEncodingChunked(head) ? 0 : HttpUtil.getContentLength(head, 0L);
  }
}
