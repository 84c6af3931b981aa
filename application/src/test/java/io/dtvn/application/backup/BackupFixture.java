package io.dtvn.application.backup;

import io.dtvn.application.fixture.Stores;
import io.dtvn.application.store.Buckets;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.WriteBatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A store on the heap, a folder for backups of it, and words to fill and copy it. */
abstract class BackupFixture {

  static final Origin ORIGIN =
      new Origin(new ValidatorId("node0"), "test", Digest.of(new byte[] {1}), "memory");

  /** 2026-12-01T12:00:00.123Z. */
  static final long NOW = 1_796_126_400_123L;

  final KeyValueStore store = Stores.onHeap();

  @TempDir Path folder;

  final Path file() {
    return folder.resolve("a.dtvn-backup");
  }

  final void put(Bucket bucket, String key, byte[] value) {
    store.write(new WriteBatch().put(bucket, bytes(key), Bytes.owning(value)), Durability.BUFFERED);
  }

  /** A few entries in three buckets, one of them empty, one of them the journal's. */
  final void putSome() {
    for (int i = 0; i < 20; i++) {
      put(Buckets.TICKETS, "T%02d".formatted(i), new byte[] {(byte) i});
      put(StoredBuckets.ALL.getLast(), "record %02d".formatted(i), new byte[i]);
    }
    put(Buckets.HOLDS, "hold", new byte[0]);
  }

  final BackupSummary backUp(Path to) {
    try (Backup backup = Backup.begin(store, ORIGIN, NOW)) {
      return backup.writeTo(to, Work.SILENT);
    }
  }

  static StoreContent content(KeyValueStore of) {
    return StoreContent.read(of, Work.SILENT);
  }

  static Bytes bytes(String text) {
    return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
  }
}
