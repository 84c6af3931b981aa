package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.ports.in.Answer;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Makes the responses: bytes of one line of JSON, and the headers that go with them. */
final class Answers {

  static final String OP_ID = "DTVN-Op-Id";
  static final String SEQUENCE = "DTVN-Sequence";
  static final String REPLAYED = "Idempotency-Replayed";

  private Answers() {}

  /** The envelope with {@code message} alone. */
  static MutableHttpResponse<byte[]> success(String message) {
    return bare(200, envelope(message));
  }

  /** The envelope with {@code message} and {@code data}. */
  static MutableHttpResponse<byte[]> success(String message, JsonNode data) {
    ObjectNode envelope = envelope(message);
    envelope.set("data", data);
    return bare(200, envelope);
  }

  static ObjectNode envelope(String message) {
    return Json.object().put("success", true).put("message", message);
  }

  /** {@code body} without an envelope. */
  static MutableHttpResponse<byte[]> bare(int status, ObjectNode body) {
    return HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(Json.line(body));
  }

  /** {@code failure} in the form that {@code request} asks for. */
  static MutableHttpResponse<byte[]> failure(HttpRequest<?> request, Failure failure) {
    MutableHttpResponse<byte[]> response =
        HttpResponse.status(HttpStatus.valueOf(failure.status()));
    FailureForm form = FailureForm.wantedBy(request.getHeaders().getAll(HttpHeaders.ACCEPT));
    response.contentType(form.contentType()).body(form.bytes(failure));
    failure.opId().ifPresent(opId -> response.header(OP_ID, opId.toString()));
    if (failure.isRetryable()) {
      response.header(HttpHeaders.RETRY_AFTER, Integer.toString(failure.retryAfterSeconds()));
    }
    return response;
  }

  /** Names the operation, its place in the order, and whether this is its first answer again. */
  static <T> MutableHttpResponse<T> mark(MutableHttpResponse<T> response, Answer answer) {
    response.header(OP_ID, answer.opId().toString());
    response.header(SEQUENCE, Long.toString(answer.sequence()));
    if (answer.replayed()) {
      response.header(REPLAYED, "true");
    }
    return response;
  }
}
