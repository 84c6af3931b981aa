package io.dtvn.application.node;

import io.dtvn.application.fixture.FaultyStore;
import io.dtvn.application.fixture.Stores;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.StorageProvider;
import java.util.List;

/** One store on the heap that outlives the nodes that open it. */
final class KeptStorage implements StorageProvider {

  final FaultyStore store;

  KeptStorage() {
    this(new FaultyStore(Stores.onHeap()));
  }

  KeptStorage(FaultyStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "kept";
  }

  @Override
  public List<String> files(String fileName) {
    return List.of();
  }

  @Override
  public KeyValueStore open(StorageConfig config) {
    return store;
  }
}
