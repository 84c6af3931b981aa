package io.dtvn.adapters.http;

import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Utf8;
import java.io.ByteArrayOutputStream;

/**
 * Where a request goes, in the one form that is routed: in the path every byte beside letters,
 * digits and {@code -._~/} stands as {@code %XX}, so that a bare {@code +} belongs to an id like
 * any other character and the router finds none that it treats in its own way.
 *
 * @param path begins with {@code /}
 * @param query behind the question mark, without it; empty if there is none
 */
record RequestTarget(String path, String query) {

  private static final String HEX = "0123456789ABCDEF";

  /**
   * Reads the target of a request line.
   *
   * @throws MalformedException unless it is a path or an http address, with whole escapes
   */
  static RequestTarget parse(String uri) {
    String target = withoutAuthority(uri);
    int fragment = target.indexOf('#');
    if (!target.startsWith("/") || fragment >= 0) {
      throw new MalformedException("path: want one that begins with / and has no fragment");
    }
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    String canonical = canonical(path, true);
    checkText(canonical);
    return new RequestTarget(canonical, canonical(query, false));
  }

  /** Whether some segment is empty: such a path is nobody's. */
  boolean hasEmptySegment() {
    return path.contains("//") || (path.length() > 1 && path.endsWith("/"));
  }

  String uri() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /**
   * An id in the path is decoded behind the router, which makes a question mark of what is no text.
   */
  private static void checkText(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
    for (int i = 0; i < path.length(); i++) {
      boolean escape = path.charAt(i) == '%';
      bytes.write(escape ? escaped(path, i) : path.charAt(i));
      i += escape ? 2 : 0;
    }
    Utf8.decode(bytes.toByteArray(), 0, bytes.size());
  }

  /** The absolute form (RFC 9112 §3.2.2) names the host too. */
  private static String withoutAuthority(String uri) {
    int authority = uri.regionMatches(true, 0, "http://", 0, 7) ? 7 : -1;
    if (authority < 0) {
      return uri;
    }
    int path = uri.indexOf('/', authority);
    return path < 0 ? "/" : uri.substring(path);
  }

  /** Netty hands each byte of the request line over as one character. */
  private static String canonical(String text, boolean isPath) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        append(out, escaped(text, i));
        i += 2;
      } else if (isPlain(c) || c == '/' || (!isPath && isQuery(c))) {
        out.append(c);
      } else {
        append(out, c);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int octet) {
    if (octet > 0xFF) {
      throw new MalformedException("path: want bytes, found a wider character");
    }
    if (isPlain((char) octet)) { // RFC 3986 §6.2.2.2: the same path, so the same rules
      out.append((char) octet);
      return;
    }
    out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
  }

  private static int escaped(String text, int i) {
    int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
    int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw new MalformedException("path: want two hexadecimal digits behind each %");
    }
    return high << 4 | low;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }

  private static boolean isQuery(char c) {
    return c < 0x7F && "!$&'()*+,;=:@?".indexOf(c) >= 0;
  }
}
