package io.dtvn.app.cli;

import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads lines of UTF-8 of bounded length and counts them: one endless line must not fill the
 * memory, and bytes that are no UTF-8 must not turn into another ticket's id.
 */
final class LineReader {

  static final int BYTES_MAX = 64 * 1024;

  private final InputStream in;
  private long number;

  /** Reads from {@code in}, which should be buffered. */
  LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * One line.
   *
   * @param number from 1
   * @param text without its end; empty if there is an objection
   * @param objection why it cannot be used; empty: it can
   */
  record Line(long number, String text, String objection) {}

  /** The next line, or empty at the end of the input. */
  Optional<Line> next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    boolean cut = false;
    int b = in.read();
    if (b < 0) {
      return Optional.empty();
    }
    number++;
    while (b >= 0 && b != '\n') {
      if (bytes.size() < BYTES_MAX) {
        bytes.write(b);
      } else {
        cut = true;
      }
      b = in.read();
    }
    return Optional.of(
        cut
            ? new Line(number, "", "line: want at most %d bytes".formatted(BYTES_MAX))
            : decoded(bytes.toByteArray()));
  }

  private Line decoded(byte[] bytes) {
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    try {
      return new Line(number, Utf8.decode(bytes, 0, length), "");
    } catch (MalformedException e) {
      return new Line(number, "", "line: want UTF-8");
    }
  }
}
