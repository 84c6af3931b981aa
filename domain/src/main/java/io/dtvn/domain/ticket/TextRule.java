package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.MalformedException;

/** The one rule for names: 1 to a limit of UTF-8 bytes, no control characters. */
final class TextRule {

  private TextRule() {}

  static void check(String what, String text, int maxBytes) {
    int bytes = 0;
    for (int i = 0; i < text.length() && bytes <= maxBytes; i++) {
      char c = text.charAt(i);
      if (isControl(c)) {
        throw new MalformedException(what + ": want no control characters, found one");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new MalformedException(what + ": want valid Unicode, found a lone surrogate");
      } else {
        bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      }
    }
    if (bytes == 0) {
      throw new MalformedException(what + ": want at least 1 byte, found none");
    }
    if (bytes > maxBytes) {
      throw new MalformedException(
          "%s: want at most %d bytes of UTF-8, found more".formatted(what, maxBytes));
    }
  }

  private static boolean isControl(char c) {
    return c <= 0x1F || (c >= 0x7F && c <= 0x9F);
  }
}
