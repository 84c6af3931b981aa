package io.dtvn.app.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file. */
final class LogTail {

  private static final int LINES = 10;
  private static final int BYTES_MAX = 8 * 1024;

  private LogTail() {}

  /** How long it is now; 0 if there is none. */
  static long lengthOf(Path log) {
    try {
      return Files.size(log);
    } catch (IOException _) {
      return 0;
    }
  }

  /** The last lines behind {@code start}, at most ten. */
  static List<String> of(Path log, long start) {
    try (FileChannel file = FileChannel.open(log)) {
      long begin = start <= file.size() ? start : 0; // a new file took its place
      ByteBuffer end = ByteBuffer.allocate(BYTES_MAX);
      file.read(end, Math.max(begin, file.size() - BYTES_MAX));
      List<String> lines =
          new String(end.array(), 0, end.position(), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    } catch (IOException e) {
      return List.of("(no log: %s)".formatted(e));
    }
  }
}
