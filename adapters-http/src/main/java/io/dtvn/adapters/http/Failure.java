package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.domain.ticket.OpId;
import java.util.Objects;
import java.util.Optional;

/**
 * An answer that says no, before it has a form.
 *
 * @param status of HTTP
 * @param code the contract with callers
 * @param text for people
 * @param opId the operation, if there was one
 * @param data what a refusal found
 * @param retryAfterSeconds when to try again; 0: it makes no sense
 */
record Failure(
    int status,
    String code,
    String text,
    Optional<OpId> opId,
    Optional<ObjectNode> data,
    int retryAfterSeconds) {

  static final String MALFORMED = "MALFORMED";
  static final String BUSY = "BUSY";
  static final String NOT_READY = "NOT_READY";
  static final String TOO_LARGE = "TOO_LARGE";

  private static final int SOON_SECONDS = 1;

  static Failure of(int status, String code, String text) {
    int retryAfter = status == 429 || status == 503 || status == 504 ? SOON_SECONDS : 0;
    return new Failure(status, code, text, Optional.empty(), Optional.empty(), retryAfter);
  }

  /** The request breaks a rule; nothing was ordered. */
  static Failure malformed(String text) {
    return of(400, MALFORMED, text);
  }

  /** What {@code error} says of itself. */
  static String text(Throwable error) {
    return Objects.requireNonNullElse(error.getMessage(), "");
  }

  static Failure busy(String text) {
    return of(429, BUSY, text);
  }

  static Failure notReady(String text) {
    return of(503, NOT_READY, text);
  }

  static Failure tooLarge(int status, String text) {
    return of(status, TOO_LARGE, text);
  }

  static Failure notFound() {
    return of(404, "NOT_FOUND", "Not found: no such path");
  }

  static Failure methodNotAllowed() {
    return of(405, "METHOD_NOT_ALLOWED", "Method not allowed: see the header Allow");
  }

  static Failure unauthenticated() {
    return of(401, "UNAUTHENTICATED", "Invalid or missing API key");
  }

  static Failure forbidden(String text) {
    return of(403, "FORBIDDEN", text);
  }

  static Failure internal() {
    return of(500, "INTERNAL", "Internal server error");
  }

  Failure about(OpId operation) {
    return new Failure(status, code, text, Optional.of(operation), data, retryAfterSeconds);
  }

  Failure with(ObjectNode found) {
    return new Failure(status, code, text, opId, Optional.of(found), retryAfterSeconds);
  }

  /** The same behind {@code prefix}. */
  Failure behind(String prefix) {
    return new Failure(status, code, prefix + text, opId, data, retryAfterSeconds);
  }

  boolean isRetryable() {
    return retryAfterSeconds > 0;
  }
}
