package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.files.Folders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The names of a store's files in its directory.
 *
 * @param directory where they are
 * @param fileName what their names begin with
 */
record StoreFiles(Path directory, String fileName) {

  private static final String DATA = ".db";
  private static final String NOTE = ".db.newest";
  private static final String UNFINISHED = ".new-";

  /** The file of bbolt. */
  Path data() {
    return directory.resolve(fileName + DATA);
  }

  /** What notes how far that file is. */
  Path note() {
    return directory.resolve(fileName + NOTE);
  }

  /** What the names of files begin with that are not yet the one or the other. */
  String unfinishedNote() {
    return fileName + NOTE + UNFINISHED;
  }

  /** Deletes what processes that died left behind. To be called by the store's only user. */
  void removeLeftovers() throws IOException {
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(directory, file -> isUnfinished(file.getFileName().toString()))) {
      for (Path leftover : leftovers) {
        Folders.delete(leftover);
      }
    }
  }

  private boolean isUnfinished(String name) {
    return name.startsWith(fileName + DATA + UNFINISHED) || name.startsWith(unfinishedNote());
  }
}
