package io.dtvn.adapters.libp2p.multiformats;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.MalformedException;
import io.netty.util.NetUtil;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the value of an address part looks, in binary and as text. */
enum ValueForm {
  NONE(0),
  OCTET(1),
  PORT(2),
  IP4(4),
  IP6(16),
  ONION3(37),
  TEXT(-1),
  PATH(-1),
  URL_PATH(-1),
  PEER(-1),
  MULTIBASE(-1);

  private static final int PORT_MAX = 0xffff;
  private static final int ONION_BYTES = 35;

  private final int bytes;

  ValueForm(int bytes) {
    this.bytes = bytes;
  }

  /** Whether a length stands before the value. */
  boolean isVariable() {
    return bytes < 0;
  }

  /** The length of a value that is always the same. */
  int fixedBytes() {
    return bytes;
  }

  byte[] parse(String text) {
    byte[] value =
        switch (this) {
          case NONE -> new byte[0];
          case OCTET -> new byte[] {(byte) number(text, 0xff)};
          case PORT -> port(number(text, PORT_MAX));
          case IP4, IP6 -> ip(text);
          case ONION3 -> onion(text);
          case TEXT, PATH -> text.getBytes(StandardCharsets.UTF_8);
          case URL_PATH -> unescaped(text).getBytes(StandardCharsets.UTF_8);
          case PEER -> Multihash.parse(text).bytes().unsafeArray();
          case MULTIBASE -> Multibase.decode(text);
        };
    check(value);
    return value;
  }

  String print(byte[] value) {
    return switch (this) {
      case NONE -> "";
      case OCTET -> Integer.toString(value[0] & 0xff);
      case PORT -> Integer.toString(port(value, 0));
      case IP4, IP6 -> NetUtil.bytesToIpAddress(value);
      case ONION3 ->
          Multibase.encodeBase32(Arrays.copyOf(value, ONION_BYTES))
              + ":"
              + port(value, ONION_BYTES);
      case TEXT, PATH -> new String(value, StandardCharsets.UTF_8);
      case URL_PATH ->
          URLEncoder.encode(new String(value, StandardCharsets.UTF_8), StandardCharsets.UTF_8)
              .replace("+", "%20");
      case PEER -> Multibase.encodeBase58(value);
      case MULTIBASE -> Multibase.encodeBase64(value);
    };
  }

  /**
   * Refuses a value that could not be printed and read again.
   *
   * @throws MalformedException then
   */
  void check(byte[] value) {
    switch (this) {
      case PEER -> new Multihash(Bytes.owning(value));
      case TEXT -> checkText(utf8(value), false);
      case PATH -> checkText(utf8(value), true);
      case URL_PATH -> utf8(value);
      case NONE, OCTET, PORT, IP4, IP6, ONION3, MULTIBASE -> {
        // every value of the right length is one
      }
    }
  }

  private void checkText(String text, boolean slashes) {
    if (text.isEmpty() || (!slashes && text.indexOf('/') >= 0) || text.startsWith("/")) {
      throw new MalformedException("multiaddr: want a name without slash");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new MalformedException("multiaddr: want no control characters in a name");
    }
  }

  private static String utf8(byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("multiaddr: want UTF-8 in a name");
    }
  }

  private byte[] ip(String text) {
    byte @Nullable [] value =
        NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text)
            ? NetUtil.createByteArrayFromIpAddressString(text)
            : null;
    if (value == null || value.length != bytes || text.indexOf('%') >= 0) {
      throw new MalformedException("multiaddr: want an address of %d bytes".formatted(bytes));
    }
    return value;
  }

  private static byte[] onion(String text) {
    int colon = text.indexOf(':');
    byte[] host = colon < 0 ? new byte[0] : Multibase.base32(text.substring(0, colon));
    if (host.length != ONION_BYTES) {
      throw new MalformedException("multiaddr: want 56 characters, a colon and a port");
    }
    byte[] value = Arrays.copyOf(host, ONION_BYTES + 2);
    System.arraycopy(port(number(text.substring(colon + 1), PORT_MAX)), 0, value, ONION_BYTES, 2);
    return value;
  }

  private static int number(String text, int max) {
    boolean digits =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(ValueForm::digit);
    int number = digits ? Integer.parseInt(text) : -1;
    if (number < 0 || number > max) {
      throw new MalformedException("multiaddr: want a number from 0 to " + max);
    }
    return number;
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static byte[] port(int number) {
    return new byte[] {(byte) (number >>> Byte.SIZE), (byte) number};
  }

  private static int port(byte[] value, int offset) {
    return (value[offset] & 0xff) << Byte.SIZE | (value[offset + 1] & 0xff);
  }

  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("multiaddr: want a path with percent escapes");
    }
  }
}
