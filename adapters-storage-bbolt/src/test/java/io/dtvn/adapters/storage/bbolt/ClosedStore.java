package io.dtvn.adapters.storage.bbolt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.StorageProvider.StorageConfig;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The files of a store that is closed, to be damaged. Record i has the key {@code i}, in {@code
 * tickets} with as many bytes as were asked for, in {@code journal} with its key for a value.
 */
record ClosedStore(Path directory) {

  static final Bucket TICKETS = new Bucket("tickets");
  static final Bucket JOURNAL = new Bucket("journal");

  /** In a page of bbolt: behind its header, the meta's page size and number of its commit. */
  private static final int PAGE_BYTES_AT = 16 + 8;

  private static final int TXID_AT = 16 + 48;

  static KeyValueStore open(Path directory) {
    return new BboltStorageProvider().open(config(directory));
  }

  static StorageConfig config(Path directory) {
    return new StorageConfig(directory.toString(), "test", List.of(TICKETS, JOURNAL));
  }

  /** With records 0 to {@code count} - 1, ten in each commit. */
  static ClosedStore of(Path directory, int count, int ticketBytes) {
    ClosedStore closed = new ClosedStore(directory);
    closed.whileOpen(store -> write(store, count, ticketBytes));
    return closed;
  }

  static void write(KeyValueStore store, int count, int ticketBytes) {
    WriteBatch batch = new WriteBatch();
    for (int i = 0; i < count; i++) {
      batch.put(TICKETS, key(i), Bytes.owning(new byte[ticketBytes])).put(JOURNAL, key(i), key(i));
      if (i % 10 == 9 || i == count - 1) {
        store.write(batch, Durability.SYNCED);
        batch = new WriteBatch();
      }
    }
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
          .hasMessageContaining(data().toString())
          .hasMessageContaining("restore the whole folder")
          .hasMessageContaining(found);
    }
  }

  /** Asserts that it opens with all of its records or is refused. Whether it opened. */
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
  static int records(Reads reads) {
    int count = 0;
    try (Scan tickets = reads.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY);
        Scan journal = reads.scan(JOURNAL, Bytes.EMPTY, Bytes.EMPTY)) {
      for (; tickets.hasNext(); count++) {
        assertThat(tickets.next().key()).isEqualTo(key(count));
        assertThat(journal.next()).isEqualTo(new Scan.Entry(key(count), key(count)));
      }
      assertThat(journal.hasNext()).isFalse();
    }
    return count;
  }

  Path data() {
    return directory.resolve("test.db");
  }

  Path note() {
    return directory.resolve("test.db.newest");
  }

  /** Where the root stands that bbolt goes by, or the other one. */
  long rootAt(boolean newest) {
    try (RandomAccessFile file = new RandomAccessFile(data().toFile(), "r")) {
      file.seek(PAGE_BYTES_AT);
      int pageBytes = Integer.reverseBytes(file.readInt());
      file.seek(TXID_AT);
      long first = Long.reverseBytes(file.readLong());
      file.seek(pageBytes + TXID_AT);
      long second = Long.reverseBytes(file.readLong());
      return first > second == newest ? 0 : pageBytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Inverts the bits of one byte. */
  static void flip(Path path, long position) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(position);
      int old = file.read();
      file.seek(position);
      file.write(~old);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void cut(Path path, long bytes) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Bytes key(int number) {
    return Bytes.owning("%06d".formatted(number).getBytes(US_ASCII));
  }
}
