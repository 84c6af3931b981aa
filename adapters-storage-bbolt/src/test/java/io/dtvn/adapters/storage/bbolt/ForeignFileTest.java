package io.dtvn.adapters.storage.bbolt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.ForeignStore;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.spi.ForeignStoreProvider;
import io.dtvn.ports.spi.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of other programs. {@code bolt.db} was made with bbolt 1.4.3 and nothing of ours: buckets
 * {@code tickets} (ticket-0 to ticket-999, each its own JSON), {@code empty} and {@code nested}.
 */
@NeedsBbolt
class ForeignFileTest {

  private static final int TICKETS = 1_000;

  @TempDir private Path directory;

  @Test
  void it_is_found_by_its_name() {
    assertThat(
            Providers.select(
                "import.type", "boltdb", ServiceLoader.load(ForeignStoreProvider.class)))
        .isInstanceOf(BboltFileProvider.class);
  }

  @Test
  void buckets_and_entries_are_as_they_were_written() throws IOException {
    try (ForeignStore store = open(foreign())) {
      assertThat(store.buckets()).containsExactly("empty", "nested", "tickets");
      assertThat(entries(store.scan("empty"))).isEmpty();
      List<Scan.Entry> tickets = entries(store.scan("tickets"));
      assertThat(tickets).hasSize(TICKETS);
      assertThat(tickets.getFirst())
          .isEqualTo(new Scan.Entry(bytes("ticket-0"), bytes("{\"id\":\"ticket-0\"}")));
    }
  }

  @Test
  void an_unknown_bucket_and_nested_ones_are_refused() throws IOException {
    try (ForeignStore store = open(foreign())) {
      assertThatThrownBy(() -> store.scan("other"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("bucket 'other': want one of [empty, nested, tickets]");
      assertThatThrownBy(() -> entries(store.scan("nested")))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("a bucket inside a bucket");
    }
  }

  @Test
  void it_is_not_changed_and_read_by_two_at_once() throws IOException {
    Path file = foreign();
    byte[] before = Files.readAllBytes(file);
    try (ForeignStore one = open(file);
        ForeignStore two = open(file);
        Scan scan = one.scan("tickets")) {
      assertThat(scan.hasNext()).isTrue();
      assertThat(two.buckets()).hasSize(3);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void a_file_that_a_running_process_has_is_refused() {
    Path file = directory.resolve("test.db");
    try (KeyValueStore _ = ClosedStore.open(directory)) {
      assertThatThrownBy(() -> open(file))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("held by a running process");
    }
    try (ForeignStore store = open(file)) {
      assertThat(store.buckets()).containsExactly("journal", "tickets", "witness");
    }
  }

  @Test
  void what_is_no_such_file_is_refused_in_words() throws IOException {
    Path text = directory.resolve("text");
    refuses(text, "no such file");
    Files.writeString(text, "");
    refuses(text, "give the path of a BoltDB file");
    Files.writeString(text, "not a database ".repeat(10_000));
    refuses(text, "give the path of a BoltDB file");
    refuses(directory, "give the path of");
  }

  @Test
  void a_damaged_file_is_refused_or_read_and_never_ends_the_process() throws IOException {
    Path file = foreign();
    int refused = 0;
    for (long position = 0; position < Files.size(file); position += 211) {
      ClosedStore.flip(file, position);
      try (ForeignStore store = open(file)) {
        for (String bucket : store.buckets()) {
          entries(store.scan(bucket));
        }
      } catch (StorageException e) {
        assertThat(e).hasMessageContaining(file.toString());
        refused++;
      }
      ClosedStore.flip(file, position);
    }
    assertThat(refused).isPositive();
  }

  @Test
  void a_closed_file_is_not_read() throws IOException {
    ForeignStore store = open(foreign());
    Scan scan = store.scan("tickets");
    store.close();
    store.close();
    assertThatThrownBy(store::buckets).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(scan::hasNext).isInstanceOf(IllegalStateException.class);
  }

  private void refuses(Path file, String words) {
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(words);
  }

  private Path foreign() throws IOException {
    Path file = directory.resolve("foreign.db");
    try (var in = ForeignFileTest.class.getResourceAsStream("/bolt.db")) {
      if (in == null) {
        throw new IllegalStateException("bolt.db: want it among the test resources");
      }
      Files.copy(in, file);
    }
    return file;
  }

  private static ForeignStore open(Path file) {
    return new BboltFileProvider().open(file.toString());
  }

  private static List<Scan.Entry> entries(Scan scan) {
    List<Scan.Entry> entries = new ArrayList<>();
    try (scan) {
      scan.forEachRemaining(entries::add);
    }
    return entries;
  }

  private static Bytes bytes(String text) {
    return Bytes.owning(text.getBytes(US_ASCII));
  }
}
