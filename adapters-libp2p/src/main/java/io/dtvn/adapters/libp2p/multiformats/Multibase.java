package io.dtvn.adapters.libp2p.multiformats;

import io.dtvn.domain.codec.MalformedException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Base64;

/** Bytes as text in the bases that peers use. Specification: multiformats/multibase. */
final class Multibase {

  /** Base 58 of Bitcoin. */
  static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BASE32_BITS = 5;

  /** Longer text is refused: the time of a conversion grows with the square of the length. */
  private static final int CHARS_MAX = 512;

  private Multibase() {}

  /** The bytes of text that names its base by the first character. */
  static byte[] decode(String text) {
    if (text.isEmpty() || text.length() > CHARS_MAX) {
      throw new MalformedException(
          "multibase: want 1 to %d characters, found %d".formatted(CHARS_MAX, text.length()));
    }
    String digits = text.substring(1);
    return switch (text.charAt(0)) {
      case 'z' -> positional(digits, BASE58);
      case 'k' -> positional(digits, BASE36);
      case 'b' -> base32(digits);
      case 'u' -> base64(digits);
      default -> throw new MalformedException("multibase: want a prefix b, k, u or z");
    };
  }

  static byte[] decodeBase58(String digits) {
    if (digits.length() > CHARS_MAX) {
      throw new MalformedException(
          "base58: want at most %d characters, found %d".formatted(CHARS_MAX, digits.length()));
    }
    return positional(digits, BASE58);
  }

  static String encodeBase58(byte[] bytes) {
    StringBuilder digits = new StringBuilder();
    BigInteger rest = new BigInteger(1, bytes);
    BigInteger base = BigInteger.valueOf(BASE58.length());
    while (rest.signum() > 0) {
      BigInteger[] parts = rest.divideAndRemainder(base);
      digits.append(BASE58.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      digits.append(BASE58.charAt(0));
    }
    return digits.reverse().toString();
  }

  static String encodeBase64(byte[] bytes) {
    return "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String encodeBase32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte octet : bytes) {
      held = held << Byte.SIZE | (octet & 0xff);
      bits += Byte.SIZE;
      while (bits >= BASE32_BITS) {
        bits -= BASE32_BITS;
        text.append(BASE32.charAt(held >>> bits & 0x1f));
      }
      held &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(BASE32.charAt(held << (BASE32_BITS - bits) & 0x1f));
    }
    return text.toString();
  }

  static byte[] base32(String digits) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(digits.length());
    int held = 0;
    int bits = 0;
    for (int i = 0; i < digits.length(); i++) {
      held = held << BASE32_BITS | digit(BASE32, digits.charAt(i));
      bits += BASE32_BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes.write(held >>> bits);
        held &= (1 << bits) - 1;
      }
    }
    if (held != 0 || bits >= BASE32_BITS) {
      throw new MalformedException("base32: want zero bits behind the last byte");
    }
    return bytes.toByteArray();
  }

  private static byte[] base64(String digits) {
    try {
      return Base64.getUrlDecoder().decode(digits);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("base64url: want letters, digits, - and _ alone");
    }
  }

  private static byte[] positional(String digits, String alphabet) {
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == alphabet.charAt(0)) {
      zeros++;
    }
    BigInteger value = BigInteger.ZERO;
    BigInteger base = BigInteger.valueOf(alphabet.length());
    for (int i = zeros; i < digits.length(); i++) {
      value = value.multiply(base).add(BigInteger.valueOf(digit(alphabet, digits.charAt(i))));
    }
    byte[] magnitude = value.signum() == 0 ? new byte[0] : value.toByteArray();
    int sign = magnitude.length > 0 && magnitude[0] == 0 ? 1 : 0; // BigInteger's own sign byte
    byte[] bytes = new byte[zeros + magnitude.length - sign];
    System.arraycopy(magnitude, sign, bytes, zeros, magnitude.length - sign);
    return bytes;
  }

  private static int digit(String alphabet, char c) {
    int digit = alphabet.indexOf(c);
    if (digit < 0) {
      throw new MalformedException(
          "base%d: found a character outside".formatted(alphabet.length()));
    }
    return digit;
  }
}
