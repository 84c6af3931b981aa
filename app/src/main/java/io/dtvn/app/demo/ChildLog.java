package io.dtvn.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process prints: in a file of bounded size with one older file beside it, and its end in
 * memory, since the file may be on the very disk that has no space left. What cannot be written is
 * left out: the process must never wait for it. Thread-safe.
 */
final class ChildLog {

  private static final int LINES = 10;
  private static final int TAIL_BYTES = 8 * 1024;

  private final Path file;
  private final long bytesMax;
  private final byte[] tail = new byte[TAIL_BYTES];
  private long seen;
  private @Nullable FileChannel out;

  /** Appends to {@code file}; once that has more than {@code bytesMax}, a new one is begun. */
  ChildLog(Path file, long bytesMax) {
    this.file = file;
    this.bytesMax = bytesMax;
  }

  /** Takes in everything that {@code source} gives until it ends. */
  void takeAll(InputStream source) {
    byte[] buffer = new byte[TAIL_BYTES];
    try (source) {
      for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
        take(buffer, count);
      }
    } catch (IOException e) {
      byte[] why = "(end of output: %s)%n".formatted(e).getBytes(StandardCharsets.UTF_8);
      take(why, Math.min(why.length, TAIL_BYTES));
    } finally {
      close();
    }
  }

  /** The last lines, at most ten, of which the first may be cut. */
  synchronized List<String> lastLines() {
    int count = (int) Math.min(seen, TAIL_BYTES);
    byte[] end = new byte[count];
    for (int i = 0; i < count; i++) {
      end[i] = tail[(int) ((seen - count + i) % TAIL_BYTES)];
    }
    List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }

  private synchronized void take(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      tail[(int) (seen++ % TAIL_BYTES)] = bytes[i];
    }
    try {
      write(bytes, count);
    } catch (IOException _) {
      close(); // perhaps there is space again for what comes next
    }
  }

  /** A new file begins with a new line. */
  private void write(byte[] bytes, int count) throws IOException {
    FileChannel open = open();
    int lineEnd = open.size() < bytesMax ? -1 : lineEnd(bytes, count);
    if (lineEnd < 0) {
      writeFully(open, ByteBuffer.wrap(bytes, 0, count));
      return;
    }
    writeFully(open, ByteBuffer.wrap(bytes, 0, lineEnd));
    close();
    Files.move(
        file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    writeFully(open(), ByteBuffer.wrap(bytes, lineEnd, count - lineEnd));
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static int lineEnd(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private FileChannel open() throws IOException {
    FileChannel open = out;
    if (open == null) {
      open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      out = open;
    }
    return open;
  }

  private synchronized void close() {
    FileChannel open = out;
    out = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException _) {
        // nothing is lost that could be kept
      }
    }
  }
}
