package io.dtvn.app.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file system of few megabytes at a folder, which can be filled up; gone once it is closed. */
final class SmallDisk implements AutoCloseable {

  private static final String FILLER = "filler";
  private static final int PIECE = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts it.
   *
   * @throws IOException if this process may not mount anything
   */
  static SmallDisk mount(Path folder, int megabytes) throws IOException {
    Files.createDirectories(folder);
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "dtvn-test", folder.toString());
    return new SmallDisk(folder);
  }

  /** Takes all the space that is left. */
  void fill() throws IOException {
    try (FileChannel out =
        FileChannel.open(
            folder.resolve(FILLER), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(ByteBuffer.allocate(PIECE));
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  /** Gives it back. */
  void free() throws IOException {
    Files.deleteIfExists(folder.resolve(FILLER));
  }

  /** Unmounts it, whoever still has files of it open. */
  @Override
  public void close() throws IOException {
    run("umount", "--lazy", folder.toString());
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("%s: %s".formatted(List.of(command), output.strip()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(List.of(command) + ": interrupted", e);
    }
  }
}
