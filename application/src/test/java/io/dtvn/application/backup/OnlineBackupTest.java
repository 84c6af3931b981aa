package io.dtvn.application.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.fixture.Stores;
import io.dtvn.application.store.Buckets;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.Providers;
import io.dtvn.ports.spi.StorageProvider;
import io.dtvn.ports.spi.StorageProvider.StorageConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node goes on while its backup is written. */
class OnlineBackupTest {

  private static final int KEYS = 50;

  @TempDir Path folder;

  @Test
  void of_each_batch_that_is_written_meanwhile_it_has_all_or_nothing() throws Exception {
    StorageProvider rocks =
        Providers.select("storage.type", "rocksdb", ServiceLoader.load(StorageProvider.class));
    StorageConfig config = new StorageConfig(folder.toString(), "node0", StoredBuckets.ALL);
    try (KeyValueStore store = rocks.open(config)) {
      AtomicBoolean ended = new AtomicBoolean();
      AtomicLong written = new AtomicLong();
      Thread writer = Thread.ofPlatform().start(() -> write(store, ended, written));
      try {
        for (int round = 0; round < 5; round++) {
          awaitMoreThan(0, written);
          long before = written.get();
          Path file = folder.resolve(round + Backup.SUFFIX);
          try (Backup backup = Backup.begin(store, BackupFixture.ORIGIN, 0)) {
            awaitMoreThan(before + 10, written);
            backup.writeTo(file, Work.SILENT);
          }
          assertThat(oneBatch(file)).isBetween(before, written.get());
        }
      } finally {
        ended.set(true);
        writer.join();
      }
    }
  }

  /** The number of the batch that every key of the backup in {@code file} comes from. */
  private static long oneBatch(Path file) {
    KeyValueStore restored = Stores.onHeap();
    new BackupFile(file).fill(restored, Work.SILENT);
    Bytes first = restored.read(Buckets.TICKETS, BackupFixture.bytes("k0")).orElseThrow();
    for (int i = 0; i < KEYS; i++) {
      Bytes key = BackupFixture.bytes("k" + i);
      assertThat(restored.read(Buckets.TICKETS, key)).contains(first);
      assertThat(restored.read(Buckets.HISTORY, key)).contains(first);
    }
    return Long.parseLong(new String(first.toBytes(), StandardCharsets.UTF_8));
  }

  private static void write(KeyValueStore store, AtomicBoolean ended, AtomicLong written) {
    while (!ended.get()) {
      long number = written.get() + 1;
      WriteBatch batch = new WriteBatch();
      for (int i = 0; i < KEYS; i++) {
        Bytes key = BackupFixture.bytes("k" + i);
        Bytes value = BackupFixture.bytes(Long.toString(number));
        batch.put(Buckets.TICKETS, key, value).put(Buckets.HISTORY, key, value);
      }
      store.write(batch, Durability.BUFFERED);
      written.set(number);
    }
  }

  private static void awaitMoreThan(long wanted, AtomicLong written) {
    while (written.get() <= wanted) {
      Thread.onSpinWait();
    }
  }
}
