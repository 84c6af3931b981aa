package io.dtvn.domain.codec;

import java.util.HexFormat;

/** Lower-case hexadecimal text, the only form in which bytes are shown to people. */
public final class Hex {

  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  /** Two lower-case digits for each byte. */
  public static String encode(byte[] bytes) {
    return FORMAT.formatHex(bytes);
  }

  /**
   * The bytes that {@code hex} stands for.
   *
   * @throws MalformedException if the length is odd or a character is not one of {@code 0-9a-f}
   */
  public static byte[] decode(String hex) {
    if (hex.length() % 2 != 0 || !hex.chars().allMatch(Hex::isDigit)) {
      throw new MalformedException("hex: want an even number of digits 0-9 a-f");
    }
    return FORMAT.parseHex(hex);
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
