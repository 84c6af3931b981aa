package io.dtvn.ports.out;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.spi.StorageProvider;
import io.dtvn.ports.spi.StorageProvider.StorageConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a folder of its own, and words to write and read it with. */
public abstract class StoreFixture {

  protected static final Bucket TICKETS = new Bucket("tickets");
  protected static final Bucket JOURNAL = new Bucket("journal");
  protected static final List<Bucket> BUCKETS = List.of(TICKETS, JOURNAL);

  @TempDir protected Path directory;

  /** The store under test, closed after each test. */
  protected KeyValueStore store;

  /** The provider under test. */
  protected abstract StorageProvider provider();

  @BeforeEach
  final void open() {
    store = openAgain();
  }

  @AfterEach
  final void close() {
    store.close();
  }

  /** Opens what is in the folder. */
  protected final KeyValueStore openAgain() {
    return provider().open(new StorageConfig(directory.toString(), "test", BUCKETS));
  }

  /** One byte for each character, up to {@code \u00ff}. */
  protected static Bytes bytes(String text) {
    return Bytes.owning(text.getBytes(ISO_8859_1));
  }

  protected static String text(Bytes bytes) {
    return new String(bytes.toBytes(), ISO_8859_1);
  }

  protected static WriteBatch batch() {
    return new WriteBatch();
  }

  /** Sets a ticket, synced. */
  protected final void put(String key, String value) {
    write(batch().put(TICKETS, bytes(key), bytes(value)));
  }

  protected final void write(WriteBatch batch) {
    store.write(batch, Durability.SYNCED);
  }

  /** The value of a ticket, or "-". */
  protected static String read(Reads reads, String key) {
    return reads.read(TICKETS, bytes(key)).map(StoreFixture::text).orElse("-");
  }

  /** All tickets as {@code key=value}, in ascending order. */
  protected static List<String> all(Reads reads) {
    return entries(reads.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY));
  }

  /** The rest of the scan as {@code key=value}; closes it. */
  protected static List<String> entries(Scan scan) {
    List<String> entries = new ArrayList<>();
    try (scan) {
      while (scan.hasNext()) {
        Scan.Entry entry = scan.next();
        entries.add(text(entry.key()) + "=" + text(entry.value()));
      }
    }
    return entries;
  }
}
