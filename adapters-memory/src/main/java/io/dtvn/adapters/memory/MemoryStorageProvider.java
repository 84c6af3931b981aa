package io.dtvn.adapters.memory;

import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.StorageProvider;
import java.util.List;

/**
 * A store on the heap, for tests and demonstrations. Each opening makes an empty one, whatever the
 * directory, and closing forgets it: a synced write is as durable as the process.
 */
public final class MemoryStorageProvider implements StorageProvider {

  /** Does nothing. */
  public MemoryStorageProvider() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public KeyValueStore open(StorageConfig config) {
    return new MemoryStore(config.buckets());
  }

  @Override
  public List<String> files(String fileName) {
    return List.of();
  }

  @Override
  public boolean isDurable() {
    return false;
  }
}
