package io.dtvn.adapters.storage.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.StorageProvider.StorageConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of a store that is closed, to be damaged. Record i of a bucket has the key {@code i}
 * and is in both buckets, written in one batch; nothing is flushed before the logs are large.
 */
record ClosedStore(Path directory) {

  static final Bucket TICKETS = new Bucket("tickets");
  static final Bucket JOURNAL = new Bucket("journal");

  private static final int LOG_ROLLS_AFTER_BYTES = 9 << 20;

  /** Opens the store of a directory. */
  static KeyValueStore open(Path directory) {
    return new RocksDbStorageProvider()
        .open(new StorageConfig(directory.toString(), "test", List.of(TICKETS, JOURNAL)));
  }

  /** Writes record {@code number}. */
  static void write(KeyValueStore store, int number, int ticketBytes) {
    store.write(
        new WriteBatch()
            .put(TICKETS, key(number), Bytes.owning(new byte[ticketBytes]))
            .put(JOURNAL, key(number), key(number)),
        Durability.SYNCED);
  }

  /** With small records 0 to {@code count} - 1, all in one log. */
  static ClosedStore ofOneLog(Path directory, int count) {
    ClosedStore closed = new ClosedStore(directory);
    closed.whileOpen(
        store -> {
          for (int i = 0; i < count; i++) {
            write(store, i, i);
          }
        });
    return closed;
  }

  /** With one record in each of {@code count} logs, none of which was flushed as a whole. */
  static ClosedStore ofSeveralLogs(Path directory, int count) {
    ClosedStore closed = new ClosedStore(directory);
    closed.whileOpen(
        store -> {
          for (int i = 0; i < count; i++) {
            write(store, i, i < count - 1 ? LOG_ROLLS_AFTER_BYTES : 1);
          }
        });
    assertThat(closed.files(".log")).hasSize(count);
    return closed;
  }

  /** With records 0 to {@code count} - 1 in table files. */
  static ClosedStore ofTables(Path directory, int count) {
    ClosedStore closed = ofOneLog(directory, count);
    closed.whileOpen(store -> store.compact(Progress.NONE));
    return closed;
  }

  void whileOpen(Consumer<KeyValueStore> use) {
    try (KeyValueStore store = open(directory)) {
      use.accept(store);
    }
  }

  /** Asserts that it opens and holds records 0 to {@code count} - 1, whole, and no other. */
  void opensWithRecords(int count) {
    whileOpen(store -> assertThat(records(store)).isEqualTo(count));
  }

  /** Asserts that it does not open, however often one tries, and what the message says. */
  void isRefused(String found) {
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> open(directory).close())
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
    try (KeyValueStore store = open(directory)) {
      assertThat(records(store)).isEqualTo(count);
      return true;
    } catch (StorageDamagedException e) {
      assertThat(e).hasMessageContaining("restore the whole folder");
      return false;
    }
  }

  /** The number of records, which are whole and begin with 0. */
  static int records(KeyValueStore store) {
    List<Bytes> tickets = keys(store, TICKETS);
    assertThat(keys(store, JOURNAL)).isEqualTo(tickets);
    for (int i = 0; i < tickets.size(); i++) {
      assertThat(tickets.get(i)).isEqualTo(key(i));
    }
    return tickets.size();
  }

  Path folder() {
    return directory.resolve("rocksdb");
  }

  Path note() {
    return folder().resolve("NEWEST");
  }

  /** The files whose names begin or end with {@code part}, in the order of their names. */
  List<Path> files(String part) {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(
              file -> {
                String name = file.getFileName().toString();
                return name.endsWith(part) || name.startsWith(part);
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only one of these files. */
  Path file(String part) {
    List<Path> files = files(part);
    assertThat(files).as(part).hasSize(1);
    return files.getFirst();
  }

  /** A copy that can be damaged without harm to this. */
  ClosedStore copyTo(Path target) {
    try {
      Files.createDirectories(target.resolve("rocksdb"));
      for (Path file : files("")) {
        Path copy = target.resolve("rocksdb").resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClosedStore(target);
  }

  private static List<Bytes> keys(KeyValueStore store, Bucket bucket) {
    List<Bytes> keys = new ArrayList<>();
    try (Scan scan = store.scan(bucket, Bytes.EMPTY, Bytes.EMPTY)) {
      scan.forEachRemaining(entry -> keys.add(entry.key()));
    }
    return keys;
  }

  private static Bytes key(int number) {
    return Bytes.owning("%06d".formatted(number).getBytes(US_ASCII));
  }
}
