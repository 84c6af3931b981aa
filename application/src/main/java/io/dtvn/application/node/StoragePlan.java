package io.dtvn.application.node;

import io.dtvn.application.backup.StoredBuckets;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.StorageProvider;
import io.dtvn.ports.spi.StorageProvider.StorageConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a node keeps its store.
 *
 * @param provider the chosen back end
 * @param directory where its files are, made if it is missing; in or below the data folder
 * @param fileName base name for back ends that keep a single file
 */
public record StoragePlan(StorageProvider provider, Path directory, String fileName) {

  private static final String OLDER_LAYOUT = "store";

  /**
   * Where the store of a node is: in the data folder itself, unless something else is configured or
   * the folder was made when that was its folder {@code store}.
   *
   * @param configured a folder, relative to the data folder; blank: chosen here
   */
  public static Path directory(Path dataFolder, String configured) {
    Path older = dataFolder.resolve(OLDER_LAYOUT);
    if (configured.isBlank()) {
      return Files.isDirectory(older) ? older : dataFolder;
    }
    return dataFolder.resolve(configured);
  }

  /** The same store on another back end. */
  public StoragePlan on(StorageProvider other) {
    return new StoragePlan(other, directory, fileName);
  }

  /** The same store in another folder. */
  public StoragePlan in(Path other) {
    return new StoragePlan(provider, other, fileName);
  }

  /**
   * Opens it with every bucket of a node.
   *
   * @throws io.dtvn.ports.out.StorageException if that cannot be done
   */
  public KeyValueStore open() {
    return provider.open(new StorageConfig(directory.toString(), fileName, StoredBuckets.ALL));
  }

  /** The store's files and folders, whether or not they are there. */
  public List<Path> files() {
    return provider.files(fileName).stream().map(directory::resolve).toList();
  }

  /** Bytes of its files; not a number while they come and go, which the next asking escapes. */
  public double bytes() {
    long sum = 0;
    for (Path file : files()) {
      if (Files.exists(file)) {
        try (Stream<Path> paths = Files.walk(file)) {
          sum += paths.filter(Files::isRegularFile).mapToLong(p -> p.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
          return Double.NaN;
        }
      }
    }
    return sum;
  }
}
