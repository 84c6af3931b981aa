package io.dtvn.benchmarks.storage;

import io.dtvn.application.journal.Journal;
import io.dtvn.application.store.Buckets;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.StorageProvider;
import io.dtvn.ports.spi.StorageProvider.StorageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The store of one back end in a folder, with a node's buckets; closed and opened again. */
public final class OpenStore implements AutoCloseable {

  static final List<Bucket> BUCKETS =
      Stream.concat(Buckets.ALL.stream(), Stream.of(Journal.BUCKET)).toList();

  private final StorageProvider provider;
  private final Path folder;
  private KeyValueStore store;

  /** Opens it, making it if the folder has none. */
  public OpenStore(StorageProvider provider, Path folder) {
    this.provider = provider;
    this.folder = folder;
    this.store = opened(provider, folder);
  }

  /** The back end of this name, or empty if it is not on the class path. */
  public static Optional<StorageProvider> provider(String name) {
    List<StorageProvider> installed = new ArrayList<>();
    ServiceLoader.load(StorageProvider.class).forEach(installed::add);
    return installed.stream().filter(found -> found.name().equals(name)).findFirst();
  }

  /** The store as it is open now. */
  public KeyValueStore store() {
    return store;
  }

  Path folder() {
    return folder;
  }

  boolean isDurable() {
    return provider.isDurable();
  }

  /** Closes it, opens it again and tells how long that took; 0 if nothing would be left. */
  long reopenNanos() {
    if (!isDurable()) {
      return 0;
    }
    store.close();
    long started = System.nanoTime();
    store = opened(provider, folder);
    return System.nanoTime() - started;
  }

  /** What its files take up on the medium. */
  long bytes() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.toList();
    }
    long bytes = 0;
    for (Path file : files) {
      bytes += bytes(file);
    }
    return bytes;
  }

  private static long bytes(Path file) throws IOException {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (NoSuchFileException e) {
      return 0; // compacted away meanwhile
    }
  }

  @Override
  public void close() {
    store.close();
  }

  private static KeyValueStore opened(StorageProvider provider, Path folder) {
    return provider.open(new StorageConfig(folder.toString(), "node0", BUCKETS));
  }
}
