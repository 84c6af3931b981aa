package io.dtvn.adapters.storage.bbolt;

import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What bbolt and the file system report, said so that an operator knows what to do. */
final class Failures {

  private final Path file;

  Failures(Path file) {
    this.file = file;
  }

  /** A call failed. */
  StorageException during(String wanted, BboltException e) {
    return switch (e.code()) {
      case HELD -> held(e);
      case DAMAGED, NO_BOLT -> damaged(String.valueOf(e.getMessage()), e);
      case CROWDED ->
          new StorageException(
              "storage %s: want to %s, found '%s'; start again, which maps more"
                  .formatted(file, wanted, e.getMessage()),
              e);
      default -> failed(wanted, e);
    };
  }

  StorageException held(BboltException e) {
    return new StorageException(
        "storage %s: want to be its only user, found it held by another process; stop that one or"
                .formatted(file)
            + " choose another folder",
        e);
  }

  StorageException failed(String wanted, Exception e) {
    return new StorageException(
        "storage %s: want to %s, found '%s'; %s, then start again"
            .formatted(file, wanted, describe(e), isFull(e) ? "free space" : "mend the medium"),
        e);
  }

  StorageDamagedException damaged(String found, Exception cause) {
    return new StorageDamagedException(damage(found), cause);
  }

  StorageDamagedException damaged(String found) {
    return new StorageDamagedException(damage(found));
  }

  private String damage(String found) {
    return "storage %s: want all that was acknowledged, %s; change no single file, restore the "
            .formatted(file, found)
        + "whole folder from a copy as new as its last use, or move it away and begin anew";
  }

  private static boolean isFull(Exception e) {
    String found = describe(e).toLowerCase(Locale.ROOT);
    return found.contains("no space left") || found.contains("quota exceeded");
  }

  /** File system exceptions often have no message but the path. */
  private static String describe(Exception e) {
    return e instanceof IOException ? e.toString() : String.valueOf(e.getMessage());
  }
}
