package io.dtvn.application.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The mark of a folder that is being filled from a backup: while it is there, no node starts from
 * the folder. It says what the restore may have left behind.
 */
public final class UnfinishedRestore {

  private static final String FILE = "RESTORING";

  private UnfinishedRestore() {}

  /**
   * Refuses a folder that has the mark.
   *
   * @throws DataFolderException if it has it
   */
  static void checkNone(Path folder) {
    if (isIn(folder)) {
      throw new DataFolderException(
          ("data folder %s: want one that is whole, found that a restore into it did not end; run"
                  + " the restore again, or remove the folder")
              .formatted(folder));
    }
  }

  /** Whether {@code folder} has the mark. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /**
   * Marks {@code folder}, on the medium.
   *
   * @param leftovers what the restore may leave behind, by their names in the folder
   */
  public static void begin(Path folder, List<String> leftovers) throws IOException {
    WholeFile.write(folder.resolve(FILE), String.join("\n", leftovers));
  }

  /** What may be left behind in {@code folder}, which has the mark. */
  public static List<Path> leftovers(Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    return Files.readAllLines(folder.resolve(FILE), StandardCharsets.UTF_8).stream()
        .map(name -> root.resolve(name).normalize())
        .filter(file -> file.startsWith(root) && !file.equals(root)) // whatever the file says
        .toList();
  }

  /** The names in a data folder that a restore does not mind. */
  public static List<String> ownFiles() {
    return List.of(FILE, FILE + ".new", FolderLock.FILE);
  }

  /** Takes the mark away: the folder is whole. */
  public static void end(Path folder) throws IOException {
    Files.delete(folder.resolve(FILE));
  }
}
