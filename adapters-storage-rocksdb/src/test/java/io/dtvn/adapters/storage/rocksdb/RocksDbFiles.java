package io.dtvn.adapters.storage.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.adapters.storage.files.ClosedStore;
import io.dtvn.adapters.storage.files.Records;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.StorageDamagedException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The files of a closed RocksDB, by their kinds. Nothing is flushed before the logs are large. */
record RocksDbFiles(ClosedStore closed) {

  private static final int LOG_ROLLS_AFTER_BYTES = 9 << 20;

  RocksDbFiles(Path directory) {
    this(new ClosedStore("rocksdb", directory));
  }

  /** With small records 0 to {@code count} - 1, all in one log. */
  static RocksDbFiles ofOneLog(Path directory, int count) {
    RocksDbFiles files = new RocksDbFiles(directory);
    files.whileOpen(
        store -> {
          for (int i = 0; i < count; i++) {
            Records.write(store, i, i);
          }
        });
    return files;
  }

  /** With one record in each of {@code count} logs, none of which was flushed as a whole. */
  static RocksDbFiles ofSeveralLogs(Path directory, int count) {
    RocksDbFiles files = new RocksDbFiles(directory);
    files.whileOpen(
        store -> {
          for (int i = 0; i < count; i++) {
            Records.write(store, i, i < count - 1 ? LOG_ROLLS_AFTER_BYTES : 1);
          }
        });
    assertThat(files.files(".log")).hasSize(count);
    return files;
  }

  /** With records 0 to {@code count} - 1 in table files. */
  static RocksDbFiles ofTables(Path directory, int count) {
    RocksDbFiles files = ofOneLog(directory, count);
    files.whileOpen(store -> store.compact(Progress.NONE));
    return files;
  }

  void whileOpen(Consumer<KeyValueStore> use) {
    closed.whileOpen(use);
  }

  /** Asserts that it opens and holds records 0 to {@code count} - 1, whole, and no other. */
  void opensWithRecords(int count) {
    closed.opensWithRecords(count);
  }

  /** Asserts that it does not open, however often one tries, and what the message says. */
  void isRefused(String found) {
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> closed.open().close())
          .isInstanceOf(StorageDamagedException.class)
          .hasMessageContaining(folder().toString())
          .hasMessageContaining("restore the whole folder")
          .hasMessageContaining(found);
    }
  }

  /**
   * Asserts that it opens with all of its records, or is refused: when opened or when read. Whether
   * it opened.
   */
  boolean opensWithRecordsOrIsRefused(int count) {
    try {
      closed.opensWithRecords(count);
      return true;
    } catch (StorageDamagedException e) {
      assertThat(e).hasMessageContaining("restore the whole folder");
      return false;
    }
  }

  Path directory() {
    return closed.directory();
  }

  Path folder() {
    return directory().resolve("rocksdb");
  }

  Path note() {
    return folder().resolve("NEWEST");
  }

  /** The files whose names begin or end with {@code part}, in the order of their names. */
  List<Path> files(String part) {
    return closed.files().stream()
        .filter(
            file -> {
              String name = file.getFileName().toString();
              return name.endsWith(part) || name.startsWith(part);
            })
        .map(directory()::resolve)
        .toList();
  }

  /** The only one of these files. */
  Path file(String part) {
    List<Path> files = files(part);
    assertThat(files).as(part).hasSize(1);
    return files.getFirst();
  }

  /** A copy that can be damaged without harm to this. */
  RocksDbFiles copyTo(Path target) {
    return new RocksDbFiles(closed.copyTo(target));
  }
}
