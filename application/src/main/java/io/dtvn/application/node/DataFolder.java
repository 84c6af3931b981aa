package io.dtvn.application.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder with everything that a node keeps, held by this process alone and known to be this
 * validator's or nobody's.
 */
final class DataFolder implements AutoCloseable {

  private static final String NOTE_FILE = "newest-lsn";

  private final Path path;
  private final FolderLock lock;
  private final FolderIdentity identity;
  private final boolean known;

  private DataFolder(Path path, FolderLock lock, FolderIdentity identity, boolean known) {
    this.path = path;
    this.lock = lock;
    this.identity = identity;
    this.known = known;
  }

  /**
   * Takes hold of the folder.
   *
   * @throws DataFolderException if another process holds it, or it is another node's
   */
  static DataFolder open(NodePlan plan) {
    FolderIdentity identity =
        new FolderIdentity(
            plan.me().id(),
            plan.genesis().networkId().value(),
            plan.genesis().hash(),
            plan.storage().provider().name());
    make(plan.dataFolder());
    FolderLock lock = FolderLock.acquire(plan.dataFolder(), plan.lockPatience());
    try {
      UnfinishedRestore.checkNone(plan.dataFolder());
      boolean known = identity.matches(plan.dataFolder());
      make(plan.storage().directory());
      return new DataFolder(plan.dataFolder(), lock, identity, known);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataFolderException(
          "data folder %s: want to make it, found %s; check the path, its owner and the disk"
              .formatted(folder, e),
          e);
    }
  }

  /** Whether the folder said before this start whose it is. */
  boolean isKnown() {
    return known;
  }

  /** The file that notes the newest durable record. */
  Path note() {
    return path.resolve(NOTE_FILE);
  }

  /** Writes down whose the folder is, unless it says so already. */
  void claim() {
    if (!known) {
      identity.write(path);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
