package io.dtvn.application.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Exclusive hold of a data folder, by an operating system lock on the file {@code LOCK}: it ends
 * with the process, however that ends. The file holds the number of the process for whoever is
 * refused.
 */
public final class FolderLock implements AutoCloseable {

  /** The file. */
  public static final String FILE = "LOCK";

  private static final Duration RETRY = Duration.ofMillis(50);

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes hold of {@code folder}, waiting at most {@code patience} for another process to let go.
   *
   * @throws DataFolderException if it does not
   */
  static FolderLock acquire(Path folder, Duration patience) {
    return acquireWithin(folder, patience)
        .orElseThrow(
            () ->
                new DataFolderException(
                    ("data folder %s: want it for this process alone, found it held by %s for %s;"
                            + " stop that one or choose another folder")
                        .formatted(folder, holder(folder.resolve(FILE)), patience)));
  }

  private static Optional<FolderLock> acquireWithin(Path folder, Duration patience) {
    Path file = folder.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!lockWithin(channel, patience)) {
        channel.close();
        return Optional.empty();
      }
      writeHolder(channel);
      return Optional.of(new FolderLock(channel));
    } catch (IOException e) {
      throw new DataFolderException(
          "data folder %s: want to lock its file %s, found %s; check its owner and the disk"
              .formatted(folder, FILE, e.getMessage()),
          e);
    }
  }

  /**
   * Takes hold of the folder of a node that does not run.
   *
   * @throws DataFolderException if a process holds it
   */
  public static FolderLock ofStoppedNode(Path folder) {
    return acquireWithin(folder, Duration.ZERO)
        .orElseThrow(
            () ->
                new DataFolderException(
                    ("data folder %s: want that of a node that does not run, found that %s runs"
                            + " it; stop that one, or ask it by --url")
                        .formatted(folder, holder(folder.resolve(FILE)))));
  }

  private static boolean lockWithin(FileChannel channel, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (tryLock(channel).isEmpty()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // another node of this very process holds it
    }
  }

  private static void writeHolder(FileChannel channel) throws IOException {
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String holder(Path file) {
    try {
      String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
      return pid.isEmpty() ? "another process" : "process " + pid;
    } catch (IOException e) {
      return "another process";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new DataFolderException("data folder: its lock cannot be released", e);
    }
  }
}
