package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Utf8;

/** The one rule for names: 1 to a limit of UTF-8 bytes, no control characters. */
final class TextRule {

  private TextRule() {}

  static void check(String what, String text, int maxBytes) {
    if (text.length() > maxBytes) { // no text has fewer UTF-8 bytes than UTF-16 units
      throw tooLong(what, maxBytes);
    }
    int bytes = Utf8.encode(text).length;
    if (bytes == 0) {
      throw new MalformedException(what + ": want at least 1 byte, found none");
    }
    if (bytes > maxBytes) {
      throw tooLong(what, maxBytes);
    }
    if (text.chars().anyMatch(TextRule::isControl)) {
      throw new MalformedException(what + ": want no control characters, found one");
    }
  }

  private static MalformedException tooLong(String what, int maxBytes) {
    return new MalformedException(
        "%s: want at most %d bytes of UTF-8, found more".formatted(what, maxBytes));
  }

  private static boolean isControl(int c) {
    return c <= 0x1F || (c >= 0x7F && c <= 0x9F);
  }
}
