package io.dtvn.benchmarks.micro;

import io.dtvn.benchmarks.storage.OpenStore;
import io.dtvn.benchmarks.storage.TemporaryFolder;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.StorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An empty store in a folder that goes with it. */
record FreshStore(Path folder, OpenStore open) {

  /**
   * On the back end of this name.
   *
   * @throws IllegalStateException if it is not installed; JMH tells and goes on with the next
   */
  static FreshStore of(String type) throws IOException {
    StorageProvider provider =
        OpenStore.provider(type)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "storage '%s': not installed, skipped; choose others by -p storage=…"
                            .formatted(type)));
    Path folder = Files.createTempDirectory("dtvn-jmh");
    return new FreshStore(folder, new OpenStore(provider, folder));
  }

  KeyValueStore store() {
    return open.store();
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  void close() throws IOException {
    open.close();
    TemporaryFolder.delete(folder);
  }
}
