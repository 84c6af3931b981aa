package io.dtvn.application.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.application.fixture.Stores;
import io.dtvn.application.store.Buckets;
import io.dtvn.ports.out.KeyValueStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackupTest extends BackupFixture {

  @Test
  void what_was_written_is_read_again_entry_by_entry() {
    putSome();
    BackupSummary written = backUp(file());
    KeyValueStore other = Stores.onHeap();

    BackupSummary read = new BackupFile(file()).fill(other, Work.SILENT);

    assertThat(read).isEqualTo(written);
    assertThat(read.entriesInAll()).isEqualTo(41);
    assertThat(content(other)).isEqualTo(content(store));
  }

  @Test
  void an_empty_store_has_a_backup_too() {
    backUp(file());

    assertThat(new BackupFile(file()).verify(Work.SILENT).entriesInAll()).isZero();
  }

  @Test
  void the_longest_key_and_value_pass() {
    put(Buckets.DATA, "k".repeat(KeyValueStore.KEY_BYTES_MAX), new byte[16 << 20]);
    put(Buckets.DATA, "l", new byte[3 << 20]);
    put(Buckets.METADATA, "m", new byte[0]);
    backUp(file());
    KeyValueStore other = Stores.onHeap();

    new BackupFile(file()).fill(other, Work.SILENT);

    assertThat(content(other)).isEqualTo(content(store));
  }

  @Test
  void the_manifest_says_what_it_is_of() {
    putSome();
    BackupManifest manifest = backUp(file()).manifest();

    assertThat(new BackupFile(file()).verify(Work.SILENT).manifest()).isEqualTo(manifest);
    assertThat(manifest.origin()).isEqualTo(ORIGIN);
    assertThat(manifest.takenMillis()).isEqualTo(NOW);
    assertThat(manifest.buckets()).isEqualTo(StoredBuckets.ALL);
  }

  @Test
  void the_name_tells_whose_how_far_and_when() {
    try (Backup backup = Backup.begin(store, ORIGIN, NOW)) {
      assertThat(backup.defaultName()).isEqualTo("node0-0-20261201T120000Z.dtvn-backup");
    }
  }

  @Test
  void what_comes_after_the_snapshot_is_not_in_it() {
    putSome();
    StoreContent before = content(store);
    try (Backup backup = Backup.begin(store, ORIGIN, NOW)) {
      put(Buckets.TICKETS, "late", new byte[1]);
      backup.writeTo(file(), Work.SILENT);
    }
    KeyValueStore other = Stores.onHeap();
    new BackupFile(file()).fill(other, Work.SILENT);

    assertThat(content(other)).isEqualTo(before);
  }

  @Test
  void no_file_is_overwritten() throws IOException {
    Files.writeString(file(), "precious");

    assertThatThrownBy(() -> backUp(file()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("choose another name");
    assertThat(file()).hasContent("precious");
    assertThat(names()).containsExactly("a.dtvn-backup");
  }

  @Test
  void a_backup_that_was_cut_short_is_named() throws IOException {
    Path partial = Files.createFile(folder.resolve("a.dtvn-backup.partial"));

    assertThatThrownBy(() -> backUp(file()))
        .hasMessageContaining(partial.toString())
        .hasMessageContaining("remove it");
    assertThat(partial).exists();
  }

  @Test
  void a_folder_that_is_not_there_is_named() {
    Path nowhere = folder.resolve("nowhere").resolve("a.dtvn-backup");

    assertThatThrownBy(() -> backUp(nowhere))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void a_backup_that_fails_leaves_nothing() throws IOException {
    putSome();
    try (Backup backup = Backup.begin(store, ORIGIN, NOW)) {
      store.close(); // and its snapshot with it

      assertThatThrownBy(() -> backup.writeTo(file(), Work.SILENT))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void progress_rises_to_its_end() {
    put(Buckets.DATA, "a", new byte[5 << 20]);
    put(Buckets.DATA, "b", new byte[5 << 20]);
    List<Long> done = new ArrayList<>();
    List<Long> total = new ArrayList<>();
    try (Backup backup = Backup.begin(store, ORIGIN, NOW)) {
      backup.writeTo(
          file(),
          new Work(
              (d, t) -> {
                done.add(d);
                total.add(t);
              },
              1_000));
    }

    assertThat(done).hasSize(3).isSorted();
    assertThat(done.getLast()).isEqualTo(total.getLast());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
