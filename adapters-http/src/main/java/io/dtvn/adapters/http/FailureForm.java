package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Locale;

/** The two forms of a failure: the envelope, and problem details (RFC 9457) for who asks for it. */
enum FailureForm {
  ENVELOPE("application/json") {
    @Override
    ObjectNode body(Failure failure) {
      ObjectNode body = Json.object().put("success", false).put("error", failure.text());
      body.put("code", failure.code());
      return rest(failure, body);
    }
  },
  PROBLEM("application/problem+json") {
    @Override
    ObjectNode body(Failure failure) {
      String title = HttpResponseStatus.valueOf(failure.status()).reasonPhrase();
      ObjectNode body = Json.object().put("type", "about:blank").put("title", title);
      body.put("status", failure.status()).put("detail", failure.text());
      body.put("code", failure.code()).put("retryable", failure.isRetryable());
      return rest(failure, body);
    }
  };

  private final String contentType;

  FailureForm(String contentType) {
    this.contentType = contentType;
  }

  /** The form that the values of a request's {@code Accept} headers ask for. */
  static FailureForm wantedBy(List<String> accept) {
    boolean problem =
        accept.stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(PROBLEM.contentType));
    return problem ? PROBLEM : ENVELOPE;
  }

  String contentType() {
    return contentType;
  }

  /** One line of JSON. */
  byte[] bytes(Failure failure) {
    return Json.line(body(failure));
  }

  abstract ObjectNode body(Failure failure);

  private static ObjectNode rest(Failure failure, ObjectNode body) {
    failure.opId().ifPresent(opId -> body.put("op_id", opId.toString()));
    failure.data().ifPresent(data -> body.set("data", data));
    return body;
  }
}
