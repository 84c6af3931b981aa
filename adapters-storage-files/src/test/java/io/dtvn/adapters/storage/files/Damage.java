package io.dtvn.adapters.storage.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What happens to files. */
public final class Damage {

  private Damage() {}

  /** Inverts the bits of one byte. */
  public static void flip(Path file, long position) {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek(position);
      int old = out.read();
      out.seek(position);
      out.write(~old);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes bytes off the end. */
  public static void cut(Path file, long bytes) {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(Math.max(0, out.length() - bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets the last bytes to zero and keeps the length. */
  public static void zero(Path file, int bytes) {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek(out.length() - bytes);
      out.write(new byte[bytes]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
