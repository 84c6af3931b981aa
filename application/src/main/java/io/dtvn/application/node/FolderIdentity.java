package io.dtvn.application.node;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whose data a folder holds, in its file {@code IDENTITY}: lines of {@code key=value}.
 *
 * @param validator the node
 * @param network the network's name
 * @param genesisHash the network's genesis
 * @param storageType the back end's name
 */
public record FolderIdentity(
    ValidatorId validator, String network, Digest genesisHash, String storageType) {

  /** The file. */
  public static final String FILE = "IDENTITY";

  /**
   * Compares the folder with this identity.
   *
   * @return whether the folder has one; if so it is this one
   * @throws DataFolderException if it is another one
   */
  boolean matches(Path folder) {
    Optional<Map<String, String>> stored = read(folder);
    stored.ifPresent(
        found -> {
          Checker checker = new Checker(folder, found);
          checker.check("validator", validator.value());
          checker.check("network", network);
          checker.check("genesis", genesisHash.hex());
          checker.check("storage", storageType);
        });
    return stored.isPresent();
  }

  private record Checker(Path folder, Map<String, String> found) {

    void check(String key, String wanted) {
      String value = found.getOrDefault(key, "none");
      if (!value.equals(wanted)) {
        throw new DataFolderException(
            ("data folder %s: want that of %s %s, found that of %s %s; choose another folder with"
                    + " -data-dir, or start with the settings this one was made with")
                .formatted(folder, key, wanted, key, value));
      }
    }
  }

  /**
   * The identity in {@code folder}, or empty if it has none.
   *
   * @throws DataFolderException if it cannot be read
   */
  public static Optional<FolderIdentity> of(Path folder) {
    try {
      return read(folder).map(FolderIdentity::of);
    } catch (IllegalArgumentException e) {
      throw new DataFolderException(
          "%s: want validator, network, genesis and storage, found %s; restore it from a copy"
              .formatted(folder.resolve(FILE), e.getMessage()),
          e);
    }
  }

  private static FolderIdentity of(Map<String, String> values) {
    return new FolderIdentity(
        new ValidatorId(values.getOrDefault("validator", "")),
        values.getOrDefault("network", ""),
        Digest.parse(values.getOrDefault("genesis", "")),
        values.getOrDefault("storage", ""));
  }

  /** The same node on another back end. */
  public FolderIdentity withStorage(String type) {
    return new FolderIdentity(validator, network, genesisHash, type);
  }

  private static Optional<Map<String, String>> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Map<String, String> values = new TreeMap<>();
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        int end = Math.max(0, line.indexOf('='));
        values.put(line.substring(0, end), line.substring(Math.min(line.length(), end + 1)));
      }
      return Optional.of(values);
    } catch (IOException e) {
      throw new DataFolderException(
          "%s: want lines of key=value, found %s; restore it from a copy of the folder"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Writes the file so that it is there whole, or not at all, after power loss. */
  public void write(Path folder) {
    String text =
        "validator=%s\nnetwork=%s\ngenesis=%s\nstorage=%s\n"
            .formatted(validator.value(), network, genesisHash.hex(), storageType);
    Path file = folder.resolve(FILE);
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw new DataFolderException(
          "%s: want to write it, found %s; check the folder's owner and the disk"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
