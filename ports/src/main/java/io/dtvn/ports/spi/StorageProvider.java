package io.dtvn.ports.spi;

import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import java.util.List;

/** A back end for {@link KeyValueStore}. */
public interface StorageProvider extends Provider {

  /**
   * Opens the store in {@code config.directory()}, creating it if the directory has none.
   *
   * @throws io.dtvn.ports.out.StorageDamagedException if acknowledged data may be missing
   * @throws io.dtvn.ports.out.StorageException if the medium fails or another process holds it
   */
  KeyValueStore open(StorageConfig config);

  /**
   * The names, in its directory, of the files and folders that are a store. While nobody has it
   * open, it is moved by moving all of them and deleted by deleting all of them.
   *
   * @param fileName as in {@link StorageConfig}
   */
  List<String> files(String fileName);

  /**
   * Whether a store outlives its process. What a node remembers of its votes beside the store is
   * compared with it only if so.
   */
  default boolean isDurable() {
    return true;
  }

  /**
   * How to open a store.
   *
   * @param directory where its files are; exists
   * @param fileName base name for back ends that keep a single file
   * @param buckets every bucket that is used; fixed for the life of the store
   */
  record StorageConfig(String directory, String fileName, List<Bucket> buckets) {

    /** Copies the buckets. */
    public StorageConfig {
      buckets = List.copyOf(buckets);
    }
  }
}
