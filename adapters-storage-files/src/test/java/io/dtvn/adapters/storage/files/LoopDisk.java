package io.dtvn.adapters.storage.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An ext4 in a file, mounted at a folder, whose power can fail: what was not synced is lost then.
 * Gone once it is closed.
 */
final class LoopDisk implements AutoCloseable {

  private final Path image;
  private final Path folder;
  private final String options;

  private LoopDisk(Path image, Path folder, int commitSeconds) {
    this.image = image;
    this.folder = folder;
    this.options = "loop,commit=" + commitSeconds; // a loop device ends with its mount
  }

  /**
   * Makes and mounts it.
   *
   * @param commitSeconds how often the file system syncs by itself
   * @throws IOException if this process may not, or the programs for it are missing
   */
  static LoopDisk mount(Path directory, int megabytes, int commitSeconds) throws IOException {
    Tools.run("xfs_io", "-V");
    Path image = directory.resolve("disk.img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) megabytes << 20);
    }
    Tools.run("mkfs.ext4", "-qF", image.toString());
    Path folder = Files.createDirectories(directory.resolve("disk"));
    LoopDisk disk = new LoopDisk(image, folder, commitSeconds);
    disk.mount();
    return disk;
  }

  Path folder() {
    return folder;
  }

  /** From now on nothing reaches it. */
  void losePower() throws IOException {
    Tools.run("xfs_io", "-x", "-c", "shutdown", folder.toString());
  }

  /** Takes it off, when nobody has a file of it open, and mounts it again. */
  void mountAgain() throws IOException {
    Tools.run("umount", folder.toString());
    mount();
  }

  /** Unmounts it, whoever still has files of it open. */
  @Override
  public void close() throws IOException {
    Tools.run("umount", "--lazy", folder.toString());
    Files.deleteIfExists(image);
  }

  private void mount() throws IOException {
    Tools.run("mount", "-t", "ext4", "-o", options, image.toString(), folder.toString());
  }
}
