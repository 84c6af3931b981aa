package io.dtvn.adapters.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Utf8;
import java.util.Arrays;
import java.util.Map;

/**
 * JSON (RFC 8259) as it comes in, strictly: valid UTF-8, no lone surrogates, no key twice, nothing
 * behind the value, at most 32 levels. And as it goes out: fields in the order in which they were
 * put, one line and a newline.
 */
final class Json {

  static final int DEPTH_MAX = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Reads one value that fills {@code body}.
   *
   * @throws MalformedException if it breaks a rule; the message quotes nothing of it
   */
  static JsonNode parse(byte[] body) {
    String text = Utf8.decode(body, 0, body.length);
    try {
      JsonNode value = MAPPER.readTree(text);
      if (value.isMissingNode()) {
        throw new MalformedException("body: want JSON, found nothing");
      }
      checkTexts(value);
      return value;
    } catch (JsonProcessingException _) {
      throw new MalformedException("body: want one JSON value");
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The bytes of {@code value} without a newline. */
  static byte[] bytes(JsonNode value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of ours can always be written", e);
    }
  }

  /** The bytes of {@code value} and a newline. */
  static byte[] line(JsonNode value) {
    byte[] bytes = bytes(value);
    byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
    line[bytes.length] = '\n';
    return line;
  }

  /** An escape such as {@code \ud800} passes the parser but is no text. */
  private static void checkTexts(JsonNode value) {
    if (value.isTextual()) {
      checkText(value.textValue());
    } else if (value.isArray()) {
      value.forEach(Json::checkTexts);
    } else {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        checkText(field.getKey());
        checkTexts(field.getValue());
      }
    }
  }

  private static void checkText(String text) {
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw new MalformedException("body: want valid Unicode, found a lone surrogate");
      }
      i += Character.charCount(codePoint);
    }
  }
}
