package io.dtvn.application.upkeep;

import io.dtvn.application.backup.Origin;
import io.dtvn.application.node.FolderIdentity;
import io.dtvn.application.node.FolderLock;
import io.dtvn.application.node.StoragePlan;
import io.dtvn.application.node.UnfinishedRestore;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.StorageProvider;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The data folder of a node that does not run, held by this process so that none starts meanwhile.
 * Whose it is and which back end it has is said by its file {@code IDENTITY}. One thread at a time.
 */
public final class StoppedNode implements AutoCloseable {

  private final NodeFolder folder;
  private final FolderLock lock;
  private final FolderIdentity identity;
  private final StoragePlan storage;

  private StoppedNode(
      NodeFolder folder, FolderLock lock, FolderIdentity identity, StoragePlan storage) {
    this.folder = folder;
    this.lock = lock;
    this.identity = identity;
    this.storage = storage;
  }

  /**
   * Takes hold of {@code folder}.
   *
   * @throws UpkeepException if it is no node's folder, or its back end keeps nothing
   * @throws io.dtvn.application.node.DataFolderException if the node runs
   */
  public static StoppedNode open(NodeFolder folder, Installed installed) {
    if (UnfinishedRestore.isIn(folder.data())) {
      throw new UpkeepException(
          "data folder %s: want one that is whole, found an unfinished restore; run it again"
              .formatted(folder.data()));
    }
    if (!Files.exists(folder.data().resolve(FolderIdentity.FILE))) {
      throw new UpkeepException(
          "data folder %s: want that of a node, found no file %s in it; check --data-dir"
              .formatted(folder.data(), FolderIdentity.FILE));
    }
    FolderLock lock = FolderLock.ofStoppedNode(folder.data());
    try {
      FolderIdentity identity = FolderIdentity.of(folder.data()).orElseThrow();
      StorageProvider provider = installed.storage(identity.storageType());
      if (!provider.isDurable()) {
        throw new UpkeepException(
            "data folder %s: want a store on a medium, found storage type %s, which ends with its"
                    .formatted(folder.data(), provider.name())
                + " node; ask the running node by --url");
      }
      return new StoppedNode(
          folder,
          lock,
          identity,
          new StoragePlan(provider, folder.store(), identity.validator().value()));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Whose it is. */
  public FolderIdentity identity() {
    return identity;
  }

  /** The same for a backup. */
  public Origin origin() {
    return new Origin(
        identity.validator(), identity.network(), identity.genesisHash(), identity.storageType());
  }

  /** Where its store is. */
  public StoragePlan storage() {
    return storage;
  }

  /**
   * Opens its store, which the caller closes.
   *
   * @throws UpkeepException if it has none
   * @throws io.dtvn.ports.out.StorageException if the store is damaged or the medium fails
   */
  public KeyValueStore openStore() {
    if (storage.files().stream().noneMatch(Files::exists)) {
      throw new UpkeepException(
          "data folder %s: want a store of type %s, found none of %s; restore it from a backup"
              .formatted(folder.data(), identity.storageType(), storage.files()));
    }
    return storage.open();
  }

  void checkStoreIsInside() {
    folder.checkStoreIsInside();
  }

  Path data() {
    return folder.data();
  }

  @Override
  public void close() {
    lock.close();
  }
}
