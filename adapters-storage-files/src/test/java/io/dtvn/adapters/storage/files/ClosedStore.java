package io.dtvn.adapters.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.Providers;
import io.dtvn.ports.spi.StorageProvider;
import io.dtvn.ports.spi.StorageProvider.StorageConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A directory with the {@link Records} of a store that nobody has open, to be opened or damaged.
 *
 * @param type the back end's name
 */
public record ClosedStore(String type, Path directory) {

  private static final String FILE_NAME = "test";

  /** Opens it; made if there is none. */
  public KeyValueStore open() {
    return provider().open(new StorageConfig(directory.toString(), FILE_NAME, Records.BUCKETS));
  }

  public void whileOpen(Consumer<KeyValueStore> use) {
    try (KeyValueStore store = open()) {
      use.accept(store);
    }
  }

  /** The number of its records, which are whole. */
  public int count() {
    try (KeyValueStore store = open()) {
      return Records.count(store);
    }
  }

  /** Asserts that it opens and holds records 0 to {@code count} - 1, whole, and no other. */
  public void opensWithRecords(int count) {
    assertThat(count()).isEqualTo(count);
  }

  /** All files that are the store, as paths inside the directory, in the order of their names. */
  public List<Path> files() {
    return provider().files(FILE_NAME).stream()
        .map(directory::resolve)
        .filter(Files::exists)
        .flatMap(ClosedStore::filesUnder)
        .map(directory::relativize)
        .sorted()
        .toList();
  }

  /** A copy that can be damaged without harm to this. */
  public ClosedStore copyTo(Path target) {
    for (Path file : files()) {
      copy(directory.resolve(file), target.resolve(file));
    }
    return new ClosedStore(type, target);
  }

  static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.resolveSibling("."));
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StorageProvider provider() {
    return Providers.select("storage.type", type, ServiceLoader.load(StorageProvider.class));
  }

  private static Stream<Path> filesUnder(Path tree) {
    try (Stream<Path> paths = Files.walk(tree)) {
      return paths.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
