package io.dtvn.adapters.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;

/**
 * A request while its body arrives. The bytes are copied into one buffer that grows: slices would
 * keep a whole read buffer alive for each byte of a slow caller.
 */
final class Intake {

  private final HttpRequest head;
  private final Optional<RequestTarget> target;
  private final int bytesMax;
  private final ByteBuf body = Unpooled.buffer(0);

  /** A request with {@code head} to {@code target}; without one it becomes a WebSocket. */
  Intake(HttpRequest head, Optional<RequestTarget> target, int bytesMax) {
    this.head = head;
    this.target = target;
    this.bytesMax = bytesMax;
  }

  HttpRequest head() {
    return head;
  }

  Optional<RequestTarget> target() {
    return target;
  }

  int bytesMax() {
    return bytesMax;
  }

  void add(ByteBuf bytes) {
    body.writeBytes(bytes);
  }

  /**
   * The request as the router gets it. Whatever content type is named, the body is ours to read,
   * and every answer has one of two types: so neither header can change the way of the request.
   */
  FullHttpRequest whole(RequestTarget to) {
    HttpHeaders headers = head.headers();
    FailureForm form = FailureForm.wantedBy(headers.getAll(HttpHeaderNames.ACCEPT));
    headers.remove(HttpHeaderNames.CONTENT_TYPE);
    headers.remove(HttpHeaderNames.CONTENT_ENCODING);
    headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
    headers.remove(HttpHeaderNames.EXPECT);
    headers.remove(HttpHeaderNames.ACCEPT);
    if (form == FailureForm.PROBLEM) {
      headers.set(HttpHeaderNames.ACCEPT, form.contentType());
    }
    headers.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    HttpMethod method = head.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : head.method();
    return new DefaultFullHttpRequest(
        head.protocolVersion(), method, to.uri(), body, headers, EmptyHttpHeaders.INSTANCE);
  }

  void release() {
    body.release();
  }
}
