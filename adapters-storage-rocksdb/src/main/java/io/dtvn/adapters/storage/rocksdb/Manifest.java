package io.dtvn.adapters.storage.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * RocksDB's list of its own files. It only grows; a new one, with a greater number, begins with all
 * that counts. If its end is lost, RocksDB opens without the tables named there, though the logs
 * behind them are deleted, and whole buckets come up empty. So its content is remembered as far as
 * it is known to be on the medium. Not thread-safe.
 */
final class Manifest implements AutoCloseable {

  private static final String CURRENT = "CURRENT";
  private static final String PREFIX = "MANIFEST-";
  private static final int CHUNK_BYTES = 1 << 16;

  private final Path folder;
  private final CRC32C crc = new CRC32C();
  private Mark mark = Mark.NONE;
  private @Nullable File path;
  private @Nullable RandomAccessFile file;

  Manifest(Path folder) {
    this.folder = folder;
  }

  /**
   * The first bytes of one manifest.
   *
   * @param number the one in its name
   * @param bytes how many
   * @param crc their CRC32C
   */
  record Mark(long number, long bytes, int crc) {

    static final Mark NONE = new Mark(0, 0, 0);
  }

  /**
   * Everything that the manifest holds now, after making sure that it is on the medium. Cheap if
   * nothing was added.
   */
  Mark mark() throws IOException {
    if (path == null || path.length() < mark.bytes()) {
      openCurrent();
    }
    if (path != null && file != null && path.length() > mark.bytes()) {
      long bytes = update(crc, file, mark.bytes(), file.length());
      file.getFD().sync();
      mark = new Mark(mark.number(), bytes, (int) crc.getValue());
    }
    return mark;
  }

  /** Whether the database in {@code folder} still begins as {@code mark} has it, or is newer. */
  static boolean holds(Path folder, Mark mark) throws IOException {
    long number = currentNumber(folder);
    if (number != mark.number()) {
      return number > mark.number();
    }
    try (RandomAccessFile file = new RandomAccessFile(file(folder, number), "r")) {
      CRC32C crc = new CRC32C();
      return file.length() >= mark.bytes()
          && update(crc, file, 0, mark.bytes()) == mark.bytes()
          && (int) crc.getValue() == mark.crc();
    } catch (FileNotFoundException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private void openCurrent() throws IOException {
    close();
    long number = currentNumber(folder);
    path = file(folder, number);
    file = new RandomAccessFile(path, "r");
    crc.reset();
    mark = new Mark(number, 0, 0);
  }

  private static long update(CRC32C crc, RandomAccessFile file, long from, long to)
      throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    file.seek(from);
    for (long rest = to - from; rest > 0; ) {
      int read = file.read(chunk, 0, (int) Math.min(rest, chunk.length));
      if (read < 0) {
        throw new EOFException("a manifest only grows");
      }
      crc.update(chunk, 0, read);
      rest -= read;
    }
    return to;
  }

  private static File file(Path folder, long number) {
    return folder.resolve(PREFIX + "%06d".formatted(number)).toFile();
  }

  /** What CURRENT says: {@code MANIFEST-000005} and a line feed. */
  private static long currentNumber(Path folder) throws IOException {
    String current = Files.readString(folder.resolve(CURRENT), US_ASCII).strip();
    if (!current.matches(PREFIX + "[0-9]{1,18}")) {
      throw new IOException("CURRENT names no manifest");
    }
    return Long.parseLong(current.substring(PREFIX.length()));
  }
}
