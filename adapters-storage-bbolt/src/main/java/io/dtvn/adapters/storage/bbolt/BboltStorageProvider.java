package io.dtvn.adapters.storage.bbolt;

import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.StorageProvider;
import java.nio.file.Path;
import java.util.List;

/**
 * bbolt, once called BoltDB: one file, which every tool for such files opens, and a small one
 * beside it that notes how far it is. Each bucket is one of bbolt's; one more, {@code witness},
 * says what they hold, and behind every value stands a CRC32C over key and value.
 *
 * <p>Opening reads the whole file and refuses, by {@link
 * io.dtvn.ports.out.StorageDamagedException}, whatever it cannot prove whole: damaged or missing
 * pages, other buckets than those it was made with, and records that were acknowledged and are
 * gone. One process holds the store at a time.
 *
 * <p>Buffered writes are synced as well: without a sync, bbolt's file may be unreadable after a
 * power loss. A compaction writes a second file, so it needs as much space again.
 *
 * <p>The file is mapped into 64 GiB of addresses (no memory, where a process may have as many), so
 * that it can grow under open snapshots. Where fewer are given, a writer that would need more while
 * snapshots are open is refused after a while instead of waiting for them for ever.
 */
public final class BboltStorageProvider implements StorageProvider {

  private static final long SPARE_BYTES = 64L << 30;

  /** Does nothing; the native library is loaded when a store is opened. */
  public BboltStorageProvider() {}

  @Override
  public String name() {
    return "boltdb";
  }

  @Override
  public List<String> files(String fileName) {
    StoreFiles files = new StoreFiles(Path.of(""), fileName);
    return List.of(files.data().toString(), files.note().toString());
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.dtvn.ports.out.StorageException also if this program was built without bbolt
   */
  @Override
  public KeyValueStore open(StorageConfig config) {
    return open(config, SPARE_BYTES);
  }

  /** The same with so many bytes mapped beyond what the file has. */
  static KeyValueStore open(StorageConfig config, long spareBytes) {
    Shim.load();
    StoreFiles files = new StoreFiles(Path.of(config.directory()), config.fileName());
    return new StoreOpening(files, config.buckets(), spareBytes).open();
  }
}
