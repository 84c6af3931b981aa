package io.dtvn.app.cli;

import io.dtvn.app.config.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that was named on the command line.
 *
 * @param option how it was named, for messages
 */
record GivenFile(String option, Path path) {

  /** Opens it. */
  InputStream open() throws IOException {
    try {
      if (Files.isDirectory(path)) {
        throw new IOException("a folder");
      }
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** All of it, which may be {@code max} bytes at most. */
  byte[] bytes(int max) throws IOException {
    try (InputStream in = open()) {
      byte[] bytes = in.readNBytes(max + 1);
      if (bytes.length > max) {
        throw new IOException(
            "%s %s: want at most %d bytes, found more".formatted(option, path, max));
      }
      return bytes;
    }
  }

  private IOException unreadable(IOException found) {
    return new IOException(
        "%s %s: want a file that can be read, found %s"
            .formatted(option, path, FileTrouble.inWords(found)));
  }
}
