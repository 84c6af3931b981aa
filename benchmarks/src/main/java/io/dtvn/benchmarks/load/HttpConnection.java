package io.dtvn.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection that sends a request and reads the status of its answer:
 * enough for a load generator, and an order of magnitude cheaper than a general client.
 */
final class HttpConnection implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 30_000;
  private static final int HEADER_BYTES_MAX = 16 * 1024;

  private final Target target;
  private final Socket socket;
  private final InputStream in;

  HttpConnection(Target target) throws IOException {
    this.target = target;
    this.socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(ANSWER_MILLIS);
    socket.connect(new InetSocketAddress(target.host(), target.port()), CONNECT_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream(), 4096);
  }

  /** Sends a POST and gives the status of the answer; the body is read and dropped. */
  int post(String path, String json) throws IOException {
    StringBuilder request = new StringBuilder(256);
    request.append("POST ").append(path).append(" HTTP/1.1\r\nHost: ").append(target.host());
    target.apiKey().ifPresent(key -> request.append("\r\nX-API-Key: ").append(key));
    request
        .append("\r\nContent-Type: application/json\r\nContent-Length: ")
        .append(json.getBytes(StandardCharsets.UTF_8).length)
        .append("\r\n\r\n")
        .append(json);
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
    return readAnswer();
  }

  private int readAnswer() throws IOException {
    String status = line();
    if (!status.startsWith("HTTP/1.1 ") || status.length() < 12) {
      throw new IOException("want an HTTP/1.1 status line, found '%s'".formatted(status));
    }
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        throw new IOException("want an answer with a length, found " + header);
      }
    }
    in.skipNBytes(length);
    return Integer.parseInt(status.substring(9, 12));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > HEADER_BYTES_MAX) {
        throw new EOFException("the node closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
