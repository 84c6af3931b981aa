package io.dtvn.adapters.storage.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.storage.files.Damage;
import io.dtvn.adapters.storage.files.Records;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A log that lost something is refused, except for a torn last write that nobody was told of. Only
 * the note beside the database tells these two apart.
 */
class DamagedLogTest {

  private static final int RECORDS = 20;
  private static final int CUTS = 50;
  private static final String ACKNOWLEDGED = "acknowledged records are missing";

  @TempDir private Path directory;

  @Test
  void a_torn_last_write_that_was_not_acknowledged_is_cut_off() {
    byte[][] noteBefore = new byte[1][];
    RocksDbFiles whole = new RocksDbFiles(folder("whole"));

    whole.whileOpen(
        store -> {
          for (int i = 0; i < RECORDS; i++) {
            noteBefore[0] = Damage.read(whole.note());
            Records.write(store, i, i);
          }
        });
    for (int cut = 1; cut <= CUTS; cut++) {
      RocksDbFiles torn = whole.copyTo(directory.resolve("cut" + cut));
      Damage.cut(torn.file(".log"), cut);
      Damage.write(torn.note(), noteBefore[0]);
      torn.opensWithRecords(RECORDS - 1);
      torn.opensWithRecords(RECORDS - 1);
    }
  }

  @Test
  void a_cut_that_takes_an_acknowledged_write_is_refused() {
    RocksDbFiles whole = ofOneLog();
    long size = Damage.size(whole.file(".log"));
    for (long cut = 1; cut <= size; cut += cut < CUTS ? 7 : 97) {
      RocksDbFiles torn = whole.copyTo(directory.resolve("cut" + cut));
      Damage.cut(torn.file(".log"), cut);
      torn.isRefused(ACKNOWLEDGED);
    }
  }

  @Test
  void a_flipped_byte_anywhere_is_refused() {
    RocksDbFiles whole = ofOneLog();
    long size = Damage.size(whole.file(".log"));
    assertThat(size).isGreaterThan(1_000);
    for (long position = 0; position < size; position += 23) {
      RocksDbFiles flipped = whole.copyTo(directory.resolve("flip" + position));
      Damage.flip(flipped.file(".log"), position);
      flipped.isRefused("found");
    }
    whole.opensWithRecords(RECORDS);
  }

  @Test
  void a_last_write_of_zeros_is_refused() {
    RocksDbFiles store = ofOneLog();
    Damage.zero(store.file(".log"), 40);
    store.isRefused("found");
  }

  @Test
  void a_missing_log_is_refused() {
    RocksDbFiles store = ofOneLog();
    Damage.delete(store.file(".log"));
    store.isRefused("found");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_missing_log_is_refused_whichever_it_is(int which) {
    RocksDbFiles store = ofSeveralLogs();
    Damage.delete(store.files(".log").get(which));
    store.isRefused(which == 2 ? ACKNOWLEDGED : "found");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void an_emptied_log_is_refused_whichever_it_is(int which) {
    RocksDbFiles store = ofSeveralLogs();
    Damage.cut(store.files(".log").get(which), Long.MAX_VALUE);
    store.isRefused(which == 2 ? ACKNOWLEDGED : "found");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void an_older_log_that_was_cut_is_refused(int which) {
    RocksDbFiles store = ofSeveralLogs();
    Damage.cut(store.files(".log").get(which), 10);
    store.isRefused("found");
  }

  @Test
  void several_whole_logs_lose_nothing() {
    RocksDbFiles store = ofSeveralLogs();
    store.opensWithRecords(3);
    store.opensWithRecords(3);
  }

  @Test
  void exchanged_logs_are_refused() {
    RocksDbFiles store = ofSeveralLogs();
    List<Path> logs = store.files(".log");
    Damage.write(logs.get(0), Damage.read(logs.get(2)));
    store.isRefused("found");
  }

  private RocksDbFiles ofOneLog() {
    return RocksDbFiles.ofOneLog(folder("whole"), RECORDS);
  }

  private RocksDbFiles ofSeveralLogs() {
    return RocksDbFiles.ofSeveralLogs(folder("whole"), 3);
  }

  private Path folder(String name) {
    Path folder = directory.resolve(name);
    assertThat(folder.toFile().mkdir()).isTrue();
    return folder;
  }
}
