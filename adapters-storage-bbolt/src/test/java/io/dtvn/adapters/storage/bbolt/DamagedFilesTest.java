package io.dtvn.adapters.storage.bbolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged or missing are refused, or nothing is lost by them; never in between. */
@NeedsBbolt
class DamagedFilesTest {

  private static final int RECORDS = 300;

  /** What is used of a file with these records is less; all behind it is free. */
  private static final int LOOKED_AT_BYTES = 160 << 10;

  @TempDir private Path directory;

  @Test
  void a_byte_flipped_anywhere_is_refused_or_nothing_is_lost() {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    int refused = 0;
    for (long position = 0; position < LOOKED_AT_BYTES; position += 83) {
      ClosedStore.flip(store.data(), position);
      refused += store.opensWithRecordsOrIsRefused(RECORDS) ? 0 : 1;
      ClosedStore.flip(store.data(), position);
    }
    assertThat(refused).isGreaterThan(300);
    store.opensWithRecords(RECORDS);
  }

  @Test
  void a_byte_flipped_in_front_of_any_page_is_refused_or_nothing_is_lost() {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    store.whileOpen(open -> open.compact(Progress.NONE));
    int refused = 0;
    for (long page = 0; page < LOOKED_AT_BYTES; page += 4096) {
      for (int i = 0; i < 48; i++) {
        ClosedStore.flip(store.data(), page + i);
        refused += store.opensWithRecordsOrIsRefused(RECORDS) ? 0 : 1;
        ClosedStore.flip(store.data(), page + i);
      }
    }
    assertThat(refused).isGreaterThan(300);
    store.opensWithRecords(RECORDS);
  }

  @Test
  void a_damaged_newest_root_is_refused_though_bbolt_would_open_the_one_before() {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    long root = store.rootAt(true);
    ClosedStore.flip(store.data(), root + 40);
    store.isRefused("acknowledged records are missing");
    ClosedStore.flip(store.data(), root + 40);
    store.opensWithRecords(RECORDS);
  }

  @Test
  void a_damaged_older_root_is_harmless() {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    ClosedStore.flip(store.data(), store.rootAt(false) + 40);
    store.opensWithRecords(RECORDS);
  }

  @Test
  void two_damaged_roots_are_refused() {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    ClosedStore.flip(store.data(), store.rootAt(true) + 40);
    ClosedStore.flip(store.data(), store.rootAt(false) + 40);
    store.isRefused("no root that is whole");
  }

  @Test
  void a_file_that_is_cut_anywhere_is_refused() {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    byte[] whole = ClosedStore.read(store.data());
    for (long length : List.of(0L, 1L, 4095L, 4096L, 8192L, 40_000L, 65_536L)) {
      ClosedStore.cut(store.data(), length);
      store.isRefused("found");
      ClosedStore.write(store.data(), whole);
    }
    store.opensWithRecords(RECORDS);
  }

  @Test
  void an_older_copy_of_the_file_beside_a_newer_note_is_refused() {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    byte[] older = ClosedStore.read(store.data());
    store.whileOpen(open -> ClosedStore.write(open, 1, 1));
    ClosedStore.write(store.data(), older);
    store.isRefused("acknowledged records are missing");
  }

  @Test
  void a_missing_note_is_refused() {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    ClosedStore.delete(store.note());
    store.isRefused("found no file test.db.newest");
  }

  @Test
  void a_missing_file_beside_its_note_is_not_taken_for_a_first_start() {
    ClosedStore store = ClosedStore.of(directory, 0, 0);
    ClosedStore.delete(store.data());
    store.isRefused("found no file test.db");
    assertThat(store.data()).doesNotExist();
  }

  @Test
  void a_note_without_a_whole_entry_is_refused() {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    ClosedStore.flip(store.note(), 3);
    ClosedStore.flip(store.note(), 25);
    store.isRefused("test.db.newest without a whole entry");
    ClosedStore.cut(store.note(), 0);
    store.isRefused("test.db.newest without a whole entry");
  }

  @Test
  void a_note_with_one_torn_entry_is_taken_from_the_other() {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    for (int position : List.of(3, 18, 25, 38)) {
      ClosedStore.flip(store.note(), position);
      store.opensWithRecords(RECORDS); // and writes the torn one anew
    }
  }

  @Test
  void a_beginning_that_was_cut_short_is_a_first_start() throws IOException {
    Newest.begin(new StoreFiles(directory, "test"));
    Files.writeString(directory.resolve("test.db.new-17"), "half a file");
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    store.opensWithRecords(RECORDS);
    ClosedStore.delete(store.data());
    store.isRefused("found no file test.db");
    assertThat(directory).isDirectoryNotContaining("glob:**.new-*");
  }

  @Test
  void a_file_without_its_last_note_of_the_beginning_opens() throws IOException {
    ClosedStore store = ClosedStore.of(directory, 0, 0);
    ClosedStore.delete(store.note());
    Newest.begin(new StoreFiles(directory, "test"));
    store.opensWithRecords(0);
  }

  @Test
  void a_check_of_an_open_store_sees_what_was_damaged_since() {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    store.whileOpen(
        open -> {
          open.check(Progress.NONE);
          int refused = 0;
          for (long position = 8192; position < LOOKED_AT_BYTES; position += 4096) {
            ClosedStore.flip(store.data(), position + 2000);
            refused += isWhole(() -> open.check(Progress.NONE)) ? 0 : 1;
            ClosedStore.flip(store.data(), position + 2000);
          }
          assertThat(refused).isPositive();
          open.check(Progress.NONE);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {8192, 0})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_file_that_is_cut_while_it_is_open_fails_its_readers_and_not_the_process(long length) {
    ClosedStore store = ClosedStore.of(directory, RECORDS, 100);
    byte[] whole = ClosedStore.read(store.data());
    store.whileOpen(
        open -> {
          ClosedStore.cut(store.data(), length);
          for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> ClosedStore.records(open))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("want to scan")
                .hasMessageContaining(store.data().toString());
          }
          ClosedStore.write(store.data(), whole);
        });
    store.opensWithRecords(RECORDS);
  }

  private static boolean isWhole(Runnable check) {
    try {
      check.run();
      return true;
    } catch (StorageDamagedException _) {
      return false;
    }
  }
}
