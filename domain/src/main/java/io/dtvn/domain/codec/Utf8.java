package io.dtvn.domain.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text as the network agrees on it: valid Unicode, encoded as UTF-8, ordered by the unsigned UTF-8
 * bytes. Java orders strings by UTF-16 units and silently writes a lone surrogate as a question
 * mark; both would let replicas differ, so neither is used.
 */
public final class Utf8 {

  private Utf8() {}

  /**
   * Encodes {@code text}.
   *
   * @throws MalformedException if it holds a lone surrogate
   */
  public static byte[] encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean paired =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!paired) {
          throw new MalformedException("text: want valid Unicode, found a lone surrogate");
        }
        i++;
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Decodes {@code length} bytes from {@code offset} on.
   *
   * @throws MalformedException if they are not well-formed UTF-8
   */
  public static String decode(byte[] bytes, int offset, int length) {
    if (isAscii(bytes, offset, length)) {
      return new String(bytes, offset, length, StandardCharsets.US_ASCII);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, offset, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("text: want well-formed UTF-8");
    }
  }

  /** Orders by Unicode code points, which is the order of the unsigned UTF-8 bytes. */
  public static int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Integer.compare(codePointRank(x), codePointRank(y));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static boolean isAscii(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Surrogates stand for code points above U+FFFF, so they rank behind every other unit. */
  private static int codePointRank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
