package io.dtvn.adapters.storage.files;

import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What goes wrong with a store, said so that an operator knows what to do. */
public final class StoreFailures {

  private final Path store;

  /** Of the store in this file or folder. */
  public StoreFailures(Path store) {
    this.store = store;
  }

  /** Another process has it. */
  public StorageException held(Exception cause) {
    return new StorageException(
        "storage %s: want to be its only user, found it held by another process; stop that one or"
                .formatted(store)
            + " choose another folder",
        cause);
  }

  /** The medium failed, or is full, while somebody wanted something of it. */
  public StorageException failed(String wanted, Exception cause, boolean full) {
    return new StorageException(
        "storage %s: want to %s, found '%s'; %s, then start again"
            .formatted(store, wanted, describe(cause), full ? "free space" : "mend the medium"),
        cause);
  }

  /** Something that was acknowledged is not there. */
  public StorageDamagedException damaged(String found, Exception cause) {
    return new StorageDamagedException(damage(found), cause);
  }

  /** The same, found by comparing. */
  public StorageDamagedException damaged(String found) {
    return new StorageDamagedException(damage(found));
  }

  private String damage(String found) {
    return "storage %s: want all that was acknowledged, %s; change no single file, restore the "
            .formatted(store, found)
        + "whole folder from a copy as new as its last use, or move it away and begin anew";
  }

  /** Whether the words of {@code cause} say that there is no room. */
  public static boolean saysFull(Exception cause) {
    String found = describe(cause).toLowerCase(Locale.ROOT);
    return found.contains("no space left") || found.contains("quota exceeded");
  }

  /** What it says; file system exceptions often have no message but the path. */
  private static String describe(Exception cause) {
    return cause instanceof IOException ? cause.toString() : String.valueOf(cause.getMessage());
  }
}
