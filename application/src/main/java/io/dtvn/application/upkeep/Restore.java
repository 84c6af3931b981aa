package io.dtvn.application.upkeep;

import io.dtvn.application.backup.BackupFile;
import io.dtvn.application.backup.BackupManifest;
import io.dtvn.application.backup.BackupSummary;
import io.dtvn.application.backup.Origin;
import io.dtvn.application.backup.Work;
import io.dtvn.application.journal.StoredJournal;
import io.dtvn.application.node.DataFolderException;
import io.dtvn.application.node.FolderIdentity;
import io.dtvn.application.node.FolderLock;
import io.dtvn.application.node.StoragePlan;
import io.dtvn.application.node.UnfinishedRestore;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.StorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a data folder out of a backup. The file is checked from its first to its last byte before
 * anything is written; from then on until the folder is whole it carries a mark, and no node starts
 * from it. A validator among several comes back as a learner, since its backup does not know what
 * it voted for afterwards.
 */
public final class Restore {

  private static final String WORKING = "restoring";

  private final Request request;
  private final Steps steps;

  /**
   * What is asked for.
   *
   * @param backup the file
   * @param folder where the node is to be; empty, or not there yet
   * @param provider the back end it gets
   * @param genesis the network that is configured
   * @param validator the node that is configured
   * @param acceptLoss whether it is known that what was ordered after the backup is forgotten; for
   *     a validator that is alone
   */
  public record Request(
      Path backup,
      NodeFolder folder,
      StorageProvider provider,
      Genesis genesis,
      ValidatorId validator,
      boolean acceptLoss) {}

  /** A restore that was asked for. */
  public Restore(Request request) {
    this(request, Steps.UNCUT);
  }

  Restore(Request request, Steps steps) {
    this.request = request;
    this.steps = steps;
  }

  /**
   * Does it; blocks until the folder is on the medium.
   *
   * @return what was restored
   * @throws io.dtvn.application.backup.BackupException if the file is damaged
   * @throws UpkeepException if the folder is not empty, the backup is another node's, or the loss
   *     is not accepted
   */
  public BackupSummary run(Work work) {
    checkDurable();
    request.folder.checkStoreIsInside();
    BackupFile file = new BackupFile(request.backup);
    BackupSummary summary = file.verify(work.part(0, 2));
    checkOwner(summary.manifest().origin());
    checkLoss(summary.manifest());
    Path data = request.folder.data();
    try {
      Files.createDirectories(data);
      try (FolderLock _ = FolderLock.ofStoppedNode(data)) {
        makeEmpty(data);
        fill(data, file, work.part(1, 2));
      }
      return summary;
    } catch (IOException e) {
      throw new UpkeepException(
          "data folder %s: want to restore into it, found %s; check its owner and the disk, then"
                  .formatted(data, e)
              + " run the restore again",
          e);
    }
  }

  private boolean isAlone() {
    return request.genesis.validators().size() == 1;
  }

  private void checkDurable() {
    if (!request.provider.isDurable()) {
      throw new UpkeepException(
          "storage type %s: want one that outlives its process, found one in memory; choose another"
              .formatted(request.provider.name()));
    }
  }

  private void checkOwner(Origin found) {
    if (!found.validator().equals(request.validator)) {
      throw new UpkeepException(
          "backup %s: want that of validator %s, found that of %s; choose its own backup, or --id"
              .formatted(request.backup, request.validator, found.validator()));
    }
    if (!found.genesisHash().equals(request.genesis.hash())) {
      throw new UpkeepException(
          ("backup %s: want genesis %s of the configured network, found %s; configure the number of"
                  + " validators, keys and checkpoint interval it was made with")
              .formatted(request.backup, request.genesis.hash(), found.genesisHash()));
    }
  }

  private void checkLoss(BackupManifest manifest) {
    if (isAlone() && !request.acceptLoss) {
      throw new UpkeepException(
          ("backup %s: want --accept-loss for a validator that is alone: everything ordered after"
                  + " batch %d of %s is forgotten, and tickets admitted after it would be admitted"
                  + " again; nobody can teach it what it forgot")
              .formatted(request.backup, manifest.lastExecuted(), manifest.taken()));
    }
    if (!isAlone() && request.acceptLoss) {
      throw new UpkeepException(
          ("--accept-loss: want a validator that is alone, found one of %d; leave it out: it comes"
                  + " back as a learner and the others teach it")
              .formatted(request.genesis.validators().size()));
    }
  }

  private void makeEmpty(Path data) throws IOException {
    if (UnfinishedRestore.isIn(data)) {
      for (Path leftover : UnfinishedRestore.leftovers(data)) {
        FolderTree.delete(leftover);
      }
    }
    List<String> others = new ArrayList<>(FolderTree.names(data));
    others.removeAll(UnfinishedRestore.ownFiles());
    if (!others.isEmpty()) {
      throw new DataFolderException(
          "data folder %s: want an empty one to restore into, found %s in it; choose another"
              .formatted(data, others.subList(0, Math.min(5, others.size()))));
    }
  }

  private void fill(Path data, BackupFile file, Work work) throws IOException {
    StoragePlan target =
        new StoragePlan(request.provider, request.folder.store(), request.validator.value());
    StoragePlan working = target.in(data.resolve(WORKING));
    UnfinishedRestore.begin(data, leftovers(data, target));
    steps.at("marked");
    Files.createDirectories(working.directory());
    try (KeyValueStore store = working.open()) {
      BackupManifest manifest = file.fill(store, work).manifest();
      steps.at("filled");
      if (!isAlone()) {
        StoredJournal.markLost(store, "restored from a backup of %s".formatted(manifest.taken()));
      }
    }
    steps.at("closed");
    Files.createDirectories(target.directory());
    FolderTree.move(working.files(), target.directory());
    steps.at("moved");
    Genesis genesis = request.genesis;
    new FolderIdentity(
            request.validator, genesis.networkId().value(), genesis.hash(), request.provider.name())
        .write(data);
    steps.at("identified");
    FolderTree.delete(working.directory());
    UnfinishedRestore.end(data);
    FolderTree.sync(data);
  }

  private static List<String> leftovers(Path data, StoragePlan target) {
    List<String> names = new ArrayList<>(List.of(WORKING, FolderIdentity.FILE));
    names.add(FolderIdentity.FILE + ".new");
    target.files().forEach(file -> names.add(data.relativize(file).toString()));
    if (!target.directory().equals(data)) {
      names.add(data.relativize(target.directory()).getName(0).toString());
    }
    return names;
  }
}
