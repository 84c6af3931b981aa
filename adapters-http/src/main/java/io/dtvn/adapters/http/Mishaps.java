package io.dtvn.adapters.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Gives every failure one of the two forms: those of controllers and those of the router. */
final class Mishaps {

  private Mishaps() {}

  /** What a controller threw. */
  @Singleton
  static final class OfControllers implements ExceptionHandler<FailedCall, HttpResponse<byte[]>> {

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<byte[]> handle(HttpRequest request, FailedCall call) {
      return Answers.failure(request, call.failure());
    }
  }

  /** What the router found, and bugs of ours; the message of an exception is never shown. */
  @Singleton
  @SuppressWarnings({"rawtypes", "unchecked"})
  static final class OfRouter implements ErrorResponseProcessor<byte[]> {

    @Override
    public MutableHttpResponse<byte[]> processResponse(
        ErrorContext context, MutableHttpResponse<?> response) {
      HttpRequest<?> request = context.getRequest();
      Failure failure =
          switch (response.code()) {
            case 404 -> Failure.notFound();
            case 405 -> Failure.methodNotAllowed();
            case 413 -> Failure.tooLarge(413, "Request body too large");
            case 400 -> Failure.malformed("Bad Request");
            default -> Failure.internal();
          };
      FailureForm form = FailureForm.wantedBy(request.getHeaders().getAll("Accept"));
      return ((MutableHttpResponse<byte[]>) response)
          .status(failure.status())
          .contentType(form.contentType())
          .body(form.bytes(failure));
    }
  }
}
