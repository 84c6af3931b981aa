package io.dtvn.application.upkeep;

import io.dtvn.application.node.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Says that a folder may have stores of two types because a migration did not end: the one that
 * {@code IDENTITY} does not name is left over. No node is kept from starting by it.
 */
final class MigrationMark {

  private static final String FILE = "MIGRATING";

  private MigrationMark() {}

  static void write(Path folder, String from, String to) throws IOException {
    WholeFile.write(folder.resolve(FILE), from + "\n" + to + "\n");
  }

  /** Whether a migration from or to {@code type} did not end. */
  static boolean names(Path folder, String type) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) && types(file).contains(type);
  }

  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  private static List<String> types(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8);
  }
}
