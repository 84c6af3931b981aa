package io.dtvn.application.upkeep;

import io.dtvn.application.backup.BatchedFill;
import io.dtvn.application.backup.StoreContent;
import io.dtvn.application.backup.StoreContent.InBucket;
import io.dtvn.application.backup.Work;
import io.dtvn.application.node.StoragePlan;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.spi.StorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Moves the store of a stopped node to another back end, journal and all, so that it votes as
 * before. The copy is made beside the store, compared with it entry by entry, and moved into its
 * place; one atomic write of {@code IDENTITY} makes it the node's; only then the old one goes. Cut
 * short at any moment, the folder starts with the type that {@code IDENTITY} names, and the same
 * call again does what is left.
 */
public final class Migration {

  private static final String WORKING = "migrating";
  private static final String KEPT = "before-migration-";

  private final StoppedNode node;
  private final StorageProvider from;
  private final StorageProvider to;
  private final boolean keep;
  private final Steps steps;

  /**
   * What is asked for.
   *
   * @param from the back end that the node has
   * @param to the one it gets
   * @param keep whether the old store is kept, in {@code before-migration-TYPE}
   */
  public record Request(StorageProvider from, StorageProvider to, boolean keep) {}

  /**
   * A migration that is asked for.
   *
   * @throws UpkeepException if a back end is in memory, or both are the same
   */
  public Migration(StoppedNode node, Request request) {
    this(node, request, Steps.UNCUT);
  }

  Migration(StoppedNode node, Request request, Steps steps) {
    this.node = node;
    this.from = request.from;
    this.to = request.to;
    this.keep = request.keep;
    this.steps = steps;
    checkTypes();
  }

  private void checkTypes() {
    if (!to.isDurable()) {
      throw new UpkeepException(
          "storage type %s: want one that outlives its process, found one in memory; choose another"
              .formatted(to.name()));
    }
    if (from.name().equals(to.name())) {
      throw new UpkeepException(
          "storage type %s: want another one than the node has, found the same"
              .formatted(to.name()));
    }
  }

  /**
   * Does it, or what an earlier call has left of it; blocks until it is on the medium.
   *
   * @return what was copied; empty if an earlier call had, and only the old store was left over
   * @throws UpkeepException if the copy cannot be made; the node starts as before
   * @throws io.dtvn.ports.out.StorageException if a medium fails; the node starts as before
   */
  public Optional<StoreContent> run(Progress progress) {
    String type = node.identity().storageType();
    StoragePlan old = node.storage().on(from);
    node.checkStoreIsInside();
    try {
      if (type.equals(to.name()) && MigrationMark.names(node.data(), from.name())) {
        remove(old);
        return Optional.empty();
      }
      if (!type.equals(from.name())) {
        throw new UpkeepException(
            "data folder %s: want storage type %s, from which to migrate, found %s; correct --from"
                .formatted(node.data(), from.name(), type));
      }
      clean(old);
      StoreContent content = copied(old, progress);
      switchTo(old);
      remove(old);
      return Optional.of(content);
    } catch (IOException e) {
      throw new UpkeepException(
          "data folder %s: want to migrate it, found %s; check its owner and the disk, then migrate"
                  .formatted(node.data(), e)
              + " again",
          e);
    }
  }

  private Path working() {
    return node.data().resolve(WORKING);
  }

  /** What an earlier call left is no store of this node, as long as IDENTITY names the other. */
  private void clean(StoragePlan old) throws IOException {
    FolderTree.delete(working());
    StoragePlan target = old.on(to);
    if (MigrationMark.names(node.data(), to.name())) {
      for (Path leftover : target.files()) {
        FolderTree.delete(leftover);
      }
    }
    List<Path> present = target.files().stream().filter(Files::exists).toList();
    if (!present.isEmpty()) {
      throw new UpkeepException(
          "data folder %s: want no store of type %s yet, found %s; move it away"
              .formatted(node.data(), to.name(), present));
    }
    Path kept = kept();
    if (keep && Files.exists(kept)) {
      throw new UpkeepException(
          "%s: want a free name for the old store, found it there; move it away".formatted(kept));
    }
  }

  private StoreContent copied(StoragePlan old, Progress progress) throws IOException {
    StoragePlan copy = old.on(to).in(working());
    Files.createDirectories(working());
    try {
      StoreContent content = copy(copy, new Work(progress, (long) old.bytes()));
      steps.at("copied");
      return content;
    } catch (RuntimeException e) {
      FolderTree.delete(working()); // it may be what filled the disk
      throw e;
    }
  }

  private StoreContent copy(StoragePlan copy, Work work) {
    try (KeyValueStore source = node.openStore();
        KeyValueStore.Snapshot snapshot = source.snapshot()) {
      try (KeyValueStore target = copy.open()) {
        BatchedFill.copy(snapshot, target, work.part(0, 3));
      }
      StoreContent wanted = StoreContent.read(snapshot, work.part(1, 3));
      try (KeyValueStore target = copy.open(); // anew: as a start will find it
          KeyValueStore.Snapshot made = target.snapshot()) {
        checkEqual(wanted, StoreContent.read(made, work.part(2, 3)));
      }
      return wanted;
    }
  }

  private void checkEqual(StoreContent wanted, StoreContent found) {
    for (int i = 0; i < wanted.buckets().size(); i++) {
      InBucket of = wanted.buckets().get(i);
      if (!of.equals(found.buckets().get(i))) {
        throw new UpkeepException(
            ("copy to %s: want bucket %s as it was, found another number of entries or hash; the"
                    + " folder is as before: check the disk, then migrate again")
                .formatted(to.name(), of.bucket().name()));
      }
    }
  }

  private void switchTo(StoragePlan old) throws IOException {
    MigrationMark.write(node.data(), from.name(), to.name());
    steps.at("marked");
    StoragePlan copy = old.on(to).in(working());
    for (Path file : copy.files()) {
      FolderTree.move(List.of(file), old.directory());
      steps.at("moved " + file.getFileName());
    }
    node.identity().withStorage(to.name()).write(node.data());
    steps.at("switched");
  }

  private void remove(StoragePlan old) throws IOException {
    FolderTree.delete(working());
    steps.at("working folder removed");
    if (keep) {
      Files.createDirectories(kept());
      FolderTree.move(old.files(), kept());
    } else {
      for (Path file : old.files()) {
        FolderTree.delete(file);
        steps.at("removed " + file.getFileName());
      }
    }
    MigrationMark.remove(node.data());
    FolderTree.sync(node.data());
  }

  private Path kept() {
    return node.data().resolve(KEPT + from.name());
  }
}
