package io.dtvn.adapters.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;

/** A connection on which a test writes what no client would. Reads end after 20 s. */
final class RawSocket implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  RawSocket(int port) {
    try {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = socket.getInputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends {@code text} as UTF-8. */
  RawSocket send(String text) {
    return send(text.getBytes(UTF_8));
  }

  RawSocket send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A GET of {@code target}, with headers. */
  RawSocket get(String target, String... headers) {
    return request("GET", target, "", headers);
  }

  /** A whole request with a length. */
  RawSocket request(String method, String target, String body, String... headers) {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: test\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    byte[] bytes = body.getBytes(UTF_8);
    return send(text + "Content-Length: " + bytes.length + "\r\n\r\n").send(bytes);
  }

  /** One answer without a body. */
  String head() {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) byteOrFail());
    }
    return head.toString();
  }

  /** One answer: head and body. */
  String answer() {
    String head = head();
    String lower = head.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length: ");
    int length =
        at < 0 ? 0 : Integer.parseInt(lower.substring(at + 16, lower.indexOf("\r\n", at)).strip());
    byte[] body = new byte[length];
    for (int i = 0; i < length; i++) {
      body[i] = (byte) byteOrFail();
    }
    return head + new String(body, UTF_8);
  }

  /** The status of the next answer. */
  int status() {
    return Integer.parseInt(answer().substring(9, 12));
  }

  /** Reads one byte, or -1 if the server has closed. */
  int read() {
    try {
      return in.read();
    } catch (SocketException _) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of one WebSocket frame of the server. */
  String frame() {
    byte[] head = read(2);
    int length = head[1] & 0x7F;
    if (length == 126) {
      byte[] more = read(2);
      length = (more[0] & 0xFF) << 8 | (more[1] & 0xFF);
    }
    return new String(read(length), UTF_8);
  }

  /** Whether something can be read without waiting. */
  boolean hasInput() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] read(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) byteOrFail();
    }
    return bytes;
  }

  /** Reads until the server closes. */
  String rest() {
    StringBuilder text = new StringBuilder();
    for (int b = read(); b >= 0; b = read()) {
      text.append((char) b);
    }
    return new String(text.toString().getBytes(ISO_8859_1), UTF_8);
  }

  private int byteOrFail() {
    int b = read();
    if (b < 0) {
      throw new AssertionError("the server closed the connection");
    }
    return b;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
