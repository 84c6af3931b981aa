package io.dtvn.adapters.storage.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.storage.files.Damage;
import io.dtvn.adapters.storage.files.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are damaged or missing are refused, or nothing is lost by them; never in between. */
class DamagedFilesTest {

  private static final int RECORDS = 40;

  @TempDir private Path directory;
  private int copies;

  @Test
  void a_missing_or_garbled_current_is_refused() {
    RocksDbFiles whole = ofTables();
    RocksDbFiles store = copy(whole);
    Damage.delete(store.file("CURRENT"));
    store.isRefused("found");
    store = copy(whole);
    Damage.cut(store.file("CURRENT"), Long.MAX_VALUE);
    store.isRefused("found");
    store = copy(whole);
    Damage.flip(store.file("CURRENT"), 10);
    store.isRefused("found");
  }

  @Test
  void a_missing_manifest_is_refused() {
    RocksDbFiles store = ofTables();
    Damage.delete(store.file("MANIFEST"));
    store.isRefused("found");
  }

  @Test
  void a_manifest_that_is_cut_anywhere_is_refused() {
    for (RocksDbFiles whole : List.of(ofTables(), ofRecoveredLog())) {
      long size = Damage.size(whole.file("MANIFEST"));
      for (long cut = 1; cut <= size; cut += 29) {
        RocksDbFiles store = copy(whole);
        Damage.cut(store.file("MANIFEST"), cut);
        store.isRefused("MANIFEST");
      }
      whole.opensWithRecords(RECORDS);
    }
  }

  @Test
  void a_manifest_with_a_byte_flipped_anywhere_is_refused() {
    for (RocksDbFiles whole : List.of(ofTables(), ofRecoveredLog())) {
      long size = Damage.size(whole.file("MANIFEST"));
      for (long position = 0; position < size; position += 29) {
        RocksDbFiles store = copy(whole);
        Damage.flip(store.file("MANIFEST"), position);
        store.isRefused("MANIFEST");
      }
      whole.opensWithRecords(RECORDS);
    }
  }

  @Test
  void a_missing_or_cut_table_is_refused() {
    RocksDbFiles whole = ofTables();
    for (int i = 0; i < whole.files(".sst").size(); i++) {
      RocksDbFiles store = copy(whole);
      Damage.delete(store.files(".sst").get(i));
      store.isRefused("found");
      store = copy(whole);
      Damage.cut(store.files(".sst").get(i), 1);
      store.isRefused("found");
    }
  }

  @Test
  void a_flipped_byte_of_a_table_is_refused_when_opened_or_read_or_nothing_is_lost() {
    RocksDbFiles whole = ofTables();
    int refused = 0;
    for (int i = 0; i < whole.files(".sst").size(); i++) {
      long size = Damage.size(whole.files(".sst").get(i));
      for (long position = 0; position < size; position += 61) {
        RocksDbFiles store = copy(whole);
        Damage.flip(store.files(".sst").get(i), position);
        refused += store.opensWithRecordsOrIsRefused(RECORDS) ? 0 : 1;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void missing_option_files_are_harmless() {
    RocksDbFiles store = ofTables();
    store.files("OPTIONS").forEach(Damage::delete);
    store.opensWithRecords(RECORDS);
  }

  @Test
  void a_missing_note_is_refused() {
    RocksDbFiles store = ofTables();
    Damage.delete(store.note());
    store.isRefused("NEWEST");
  }

  @Test
  void a_note_without_a_whole_entry_is_refused() {
    RocksDbFiles whole = ofTables();
    RocksDbFiles store = copy(whole);
    Damage.cut(store.note(), Long.MAX_VALUE);
    store.isRefused("NEWEST");
    store = copy(whole);
    Damage.zero(store.note(), (int) Damage.size(store.note()));
    store.isRefused("NEWEST");
    store = copy(whole);
    Damage.flip(store.note(), 3);
    Damage.flip(store.note(), 35);
    store.isRefused("NEWEST");
  }

  @Test
  void a_note_with_one_torn_entry_is_taken_from_the_other() {
    RocksDbFiles whole = ofTables();
    for (int position : List.of(3, 30, 35, 60)) {
      RocksDbFiles store = copy(whole);
      Damage.flip(store.note(), position);
      store.opensWithRecords(RECORDS);
    }
  }

  @Test
  void an_emptied_folder_is_not_taken_for_a_first_start() {
    RocksDbFiles store = ofTables();
    store.files("").forEach(Damage::delete);
    store.isRefused("found");
  }

  @Test
  void an_older_copy_of_the_database_beside_a_newer_note_is_refused() {
    RocksDbFiles old = ofTables();
    RocksDbFiles store = copy(old);
    store.whileOpen(open -> Records.write(open, RECORDS, 1));
    byte[] note = Damage.read(store.note());
    store = copy(old);
    Damage.write(store.note(), note);
    store.isRefused("MANIFEST");
  }

  @Test
  void unfinished_first_stores_are_removed_and_finished_ones_are_not() throws IOException {
    RocksDbFiles store = ofTables();
    Path leftover = Files.createDirectories(store.directory().resolve("rocksdb-new-1/x"));
    Files.writeString(leftover.resolve("CURRENT"), "MANIFEST-000001\n");
    store.opensWithRecords(RECORDS);
    assertThat(store.directory()).isDirectoryContaining("glob:**/rocksdb");
    assertThat(store.directory()).isDirectoryNotContaining("glob:**/rocksdb-new-*");
  }

  private RocksDbFiles ofTables() {
    return RocksDbFiles.ofTables(folder("whole"), RECORDS);
  }

  /** Opening moved its records from the log to tables that only the end of the manifest names. */
  private RocksDbFiles ofRecoveredLog() {
    RocksDbFiles store = RocksDbFiles.ofOneLog(folder("recovered"), RECORDS);
    store.opensWithRecords(RECORDS);
    return store;
  }

  private RocksDbFiles copy(RocksDbFiles whole) {
    return whole.copyTo(directory.resolve("copy" + copies++));
  }

  private Path folder(String name) {
    Path folder = directory.resolve(name);
    assertThat(folder.toFile().mkdir()).isTrue();
    return folder;
  }
}
