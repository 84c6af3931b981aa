package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.files.StoreFailures;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import java.nio.file.Path;

/** What bbolt and the file system report, told apart by the codes of the Go side. */
final class Failures {

  private final Path file;
  private final StoreFailures said;

  Failures(Path file) {
    this.file = file;
    this.said = new StoreFailures(file);
  }

  /** A call failed. */
  StorageException during(String wanted, BboltException e) {
    return switch (e.code()) {
      case HELD -> said.held(e);
      case DAMAGED, NO_BOLT -> damaged(String.valueOf(e.getMessage()), e);
      case CROWDED ->
          new StorageException(
              "storage %s: want to %s, found '%s'; start again, which maps more"
                  .formatted(file, wanted, e.getMessage()),
              e);
      default -> failed(wanted, e);
    };
  }

  StorageException failed(String wanted, Exception e) {
    return said.failed(wanted, e, StoreFailures.saysFull(e));
  }

  StorageDamagedException damaged(String found, Exception cause) {
    return said.damaged(found, cause);
  }

  StorageDamagedException damaged(String found) {
    return said.damaged(found);
  }
}
