package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.in.IssueTickets;
import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The fields of one JSON object that a caller sent. Fields that are not asked for are ignored; one
 * that is {@code null} counts as absent. Every reader throws a {@link FailedCall} with 400.
 */
record Fields(JsonNode object) {

  private static final String INVALID = "Invalid request body";
  private static final byte[] NOTHING = {};
  private static final String ID_REQUIRED = "ticket_id is required";

  /** The fields of the whole body of {@code request}; {@code null} has none. */
  static Fields of(HttpRequest<byte[]> request) {
    JsonNode value;
    try {
      value = Json.parse(request.getBody().orElse(NOTHING));
    } catch (MalformedException _) {
      throw FailedCall.malformed(INVALID);
    }
    return of(value);
  }

  /** The same; an empty body has none. */
  static Fields ofOptional(HttpRequest<byte[]> request) {
    return request.getBody().orElse(NOTHING).length == 0 ? new Fields(Json.object()) : of(request);
  }

  /** The fields of {@code value}, which must be an object or {@code null}. */
  static Fields of(JsonNode value) {
    if (!value.isObject() && !value.isNull()) {
      throw FailedCall.malformed(INVALID);
    }
    return new Fields(value.isNull() ? Json.object() : value);
  }

  TicketId ticketId() {
    return ticketId(ticketIdText());
  }

  /** The id as it was sent, unchecked; {@code ""} if there is none. */
  String ticketIdText() {
    return text("ticket_id").orElse("");
  }

  /** Checks an id from a body or a path. */
  static TicketId ticketId(String text) {
    if (text.isEmpty()) {
      throw FailedCall.malformed(ID_REQUIRED);
    }
    try {
      return new TicketId(text);
    } catch (MalformedException e) {
      throw FailedCall.malformed(Failure.text(e));
    }
  }

  /** {@code data}: base64 with padding (RFC 4648 §4), of any length. */
  Optional<Bytes> data() {
    return text("data").map(Fields::decode);
  }

  /** Checks the length of data. */
  static Optional<Bytes> bounded(Optional<Bytes> data) {
    if (data.isPresent() && data.get().length() > IssueTickets.DATA_BYTES_MAX) {
      throw FailedCall.malformed(
          "data: want at most %d bytes, found %d"
              .formatted(IssueTickets.DATA_BYTES_MAX, data.get().length()));
    }
    return data;
  }

  /** {@code data_hash}: 64 lower-case hexadecimal digits. */
  Optional<Digest> dataHash() {
    return text("data_hash").map(hex -> digest("data_hash", hex));
  }

  Optional<Label> label(String name) {
    return text(name).map(word -> label(name, word));
  }

  OpId opId(String name) {
    String hex = text(name).orElseThrow(() -> FailedCall.malformed(name + " is required"));
    return new OpId(digest(name, hex));
  }

  /** One of the constants of {@code type}, by its name. */
  <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
    return text(name).map(word -> constant(name, word, type));
  }

  Optional<JsonNode> array(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isArray()) {
      throw FailedCall.malformed(INVALID);
    }
    return Optional.of(value);
  }

  static <E extends Enum<E>> E constant(String name, String word, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(word)) {
        return constant;
      }
    }
    String words = Arrays.toString(type.getEnumConstants());
    throw FailedCall.malformed("%s: want one of %s".formatted(name, words));
  }

  /** A text of any content. */
  Optional<String> text(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw FailedCall.malformed(INVALID);
    }
    return Optional.of(value.textValue());
  }

  private static Bytes decode(String base64) {
    if (base64.length() % 4 != 0) {
      throw FailedCall.malformed(INVALID);
    }
    try {
      return Bytes.owning(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException _) {
      throw FailedCall.malformed(INVALID);
    }
  }

  private static Digest digest(String name, String hex) {
    try {
      return Digest.parse(hex);
    } catch (MalformedException _) {
      throw FailedCall.malformed(name + ": want 64 hexadecimal digits 0-9 a-f");
    }
  }

  private static Label label(String name, String word) {
    try {
      return new Label(word);
    } catch (MalformedException e) {
      throw FailedCall.malformed(name + ", a " + Failure.text(e));
    }
  }
}
