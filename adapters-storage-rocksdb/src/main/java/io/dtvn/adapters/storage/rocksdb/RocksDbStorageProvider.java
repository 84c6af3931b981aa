package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.spi.StorageProvider;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.RocksDB;

/**
 * RocksDB in the folder {@code rocksdb} of the given directory, one column family for each bucket.
 *
 * <p>Opening refuses, by {@link io.dtvn.ports.out.StorageDamagedException}, whatever it cannot
 * prove whole: damaged or missing files, other buckets than those it was made with, and records
 * that were acknowledged as synced and are gone. A torn last write, which nobody was told of, is
 * cut off. One process holds the store at a time.
 */
public final class RocksDbStorageProvider implements StorageProvider {

  /** Does nothing; the native library is loaded when a store is opened. */
  public RocksDbStorageProvider() {}

  @Override
  public String name() {
    return "rocksdb";
  }

  @Override
  public List<String> files(String fileName) {
    return List.of(FirstStore.FOLDER);
  }

  @Override
  public KeyValueStore open(StorageConfig config) {
    loadLibrary();
    return new StoreOpening(Path.of(config.directory()), config.buckets()).open();
  }

  private static void loadLibrary() {
    try {
      RocksDB.loadLibrary();
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      throw new StorageException(
          "rocksdb: want its native library in the folder for temporary files, found '%s'; let"
                  .formatted(e.getMessage())
              + " java.io.tmpdir name a folder that is writable and may hold programs",
          e);
    }
  }
}
