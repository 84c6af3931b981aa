package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What RocksDB and the file system report, said so that an operator knows what to do. */
final class Failures {

  private final Path folder;

  Failures(Path folder) {
    this.folder = folder;
  }

  /** The medium failed, or what it holds is damaged, while a store was in use. */
  StorageException during(String wanted, RocksDBException e) {
    return isCorruption(e) ? damaged("found '" + e.getMessage() + "'", e) : failed(wanted, e);
  }

  /** An existing store could not be opened. */
  StorageException whileOpening(RocksDBException e) {
    String found = String.valueOf(e.getMessage());
    if (found.contains("lock file") || found.contains("lock hold by current process")) {
      return new StorageException(
          "storage %s: want to be its only user, found it held by another process; stop that one"
                  .formatted(folder)
              + " or choose another folder",
          e);
    }
    return isDamage(e, found) ? damaged("found '" + found + "'", e) : failed("open it", e);
  }

  StorageException failed(String wanted, Exception e) {
    return new StorageException(
        "storage %s: want to %s, found '%s'; %s, then start again"
            .formatted(folder, wanted, describe(e), isFull(e) ? "free space" : "mend the medium"),
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
            .formatted(folder, found)
        + "whole folder from a copy as new as its last use, or move it away and begin anew";
  }

  /** Locks, permissions and a full or read-only medium leave what is stored as it was. */
  private static boolean isDamage(RocksDBException e, String found) {
    boolean io = codeOf(e) == Status.Code.IOError;
    return !isFull(e) && (!io || found.contains("No such file"));
  }

  private static boolean isCorruption(RocksDBException e) {
    return codeOf(e) == Status.Code.Corruption;
  }

  private static boolean isFull(Exception e) {
    Status status = e instanceof RocksDBException rocks ? rocks.getStatus() : null;
    return (status != null && status.getSubCode() == Status.SubCode.NoSpace)
        || describe(e).contains("No space left");
  }

  private static Status.Code codeOf(RocksDBException e) {
    Status status = e.getStatus();
    return status == null ? Status.Code.Undefined : status.getCode();
  }

  /** File system exceptions often have no message but the path. */
  private static String describe(Exception e) {
    return e instanceof IOException ? e.toString() : String.valueOf(e.getMessage());
  }
}
