package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.Folders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Makes an empty store under a name of its own and moves it to its place when it is on the medium.
 * So what stands in its place was once whole, and whatever is missing there is damage; and of two
 * processes that begin at once, one makes it and the other finds it.
 */
final class FirstStore {

  static final String FOLDER = "rocksdb";

  private static final String UNFINISHED = FOLDER + "-new-";

  private final Path directory;
  private final Failures failures;

  FirstStore(Path directory, Failures failures) {
    this.directory = directory;
    this.failures = failures;
  }

  void create(Collection<String> families) {
    try {
      Path unfinished = Files.createTempDirectory(directory, UNFINISHED);
      createDatabase(unfinished, families);
      Witness.begin(unfinished);
      Folders.sync(unfinished);
      moveToItsPlace(unfinished);
      Folders.sync(directory);
    } catch (IOException | RocksDBException e) {
      throw failures.failed("create it", e);
    }
  }

  /** Deletes what processes that died left behind. To be called by the store's only user. */
  void removeLeftovers() {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, UNFINISHED + "*")) {
      for (Path leftover : leftovers) {
        Folders.delete(leftover);
      }
    } catch (IOException e) {
      throw failures.failed("remove unfinished ones", e);
    }
  }

  private static void createDatabase(Path folder, Collection<String> families)
      throws RocksDBException {
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (StoreOptions options = StoreOptions.forFirst();
        RocksDB rocks =
            RocksDB.open(
                options.database(),
                folder.toString(),
                StoreOpening.descriptors(families, options),
                handles)) {
      rocks.flushWal(true);
      handles.forEach(ColumnFamilyHandle::close);
    }
  }

  private void moveToItsPlace(Path unfinished) throws IOException {
    Path folder = directory.resolve(FOLDER);
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(folder)) {
        throw e;
      }
      Folders.delete(unfinished); // another process was first
    }
  }
}
