package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.StoreFailures;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What RocksDB and the file system report, told apart: a failing medium, or damage. */
final class Failures {

  private final StoreFailures said;

  Failures(Path folder) {
    this.said = new StoreFailures(folder);
  }

  /** The medium failed, or what it holds is damaged, while a store was in use. */
  StorageException during(String wanted, RocksDBException e) {
    return isCorruption(e) ? damaged("found '" + e.getMessage() + "'", e) : failed(wanted, e);
  }

  /** An existing store could not be opened. */
  StorageException whileOpening(RocksDBException e) {
    String found = String.valueOf(e.getMessage());
    if (found.contains("lock file") || found.contains("lock hold by current process")) {
      return said.held(e);
    }
    return isDamage(e, found) ? damaged("found '" + found + "'", e) : failed("open it", e);
  }

  StorageException failed(String wanted, Exception e) {
    return said.failed(wanted, e, isFull(e));
  }

  StorageDamagedException damaged(String found, Exception cause) {
    return said.damaged(found, cause);
  }

  StorageDamagedException damaged(String found) {
    return said.damaged(found);
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
        || StoreFailures.saysFull(e);
  }

  private static Status.Code codeOf(RocksDBException e) {
    Status status = e.getStatus();
    return status == null ? Status.Code.Undefined : status.getCode();
  }
}
