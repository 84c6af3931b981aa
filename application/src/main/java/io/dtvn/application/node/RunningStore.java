package io.dtvn.application.node;

import io.dtvn.application.backup.Backup;
import io.dtvn.application.backup.BackupException;
import io.dtvn.application.backup.BackupSummary;
import io.dtvn.application.backup.Origin;
import io.dtvn.application.backup.StoreCheck;
import io.dtvn.application.backup.Work;
import io.dtvn.ports.in.MaintainStorage;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Work on the store of a node that runs. Backups go into one folder, under a name without a path:
 * whoever may ask for one does not choose where on this machine files are made.
 */
final class RunningStore implements MaintainStorage {

  private static final String FOLDER = "backups";

  /** What the store must have left beside a backup; a full medium stops the node. */
  private static final long SPARE_BYTES = 64L << 20;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final StoragePlan plan;
  private final KeyValueStore store;
  private final Origin origin;
  private final Path backups;
  private final AtomicReference<Optional<String>> underWay =
      new AtomicReference<>(Optional.empty());

  /**
   * Works on {@code store}, which stays open.
   *
   * @param plan where it is
   * @param origin whose it is
   * @param data everything that the node keeps
   */
  RunningStore(StoragePlan plan, KeyValueStore store, Origin origin, Path data) {
    this.plan = plan;
    this.store = store;
    this.origin = origin;
    this.backups = data.resolve(FOLDER);
  }

  @Override
  public MaintainStorage.Job begin(Task task) {
    return switch (task) {
      case Task.Backup(Optional<String> name) -> {
        name.ifPresent(RunningStore::checkName);
        yield begin("a backup", progress -> backup(name, progress));
      }
      case Task.Compact _ -> begin("a compaction", this::compact);
      case Task.Check _ -> begin("a check", this::check);
    };
  }

  private MaintainStorage.Job begin(String what, Function<Progress, Outcome> work) {
    Optional<String> other = underWay.get();
    if (other.isPresent() || !underWay.compareAndSet(other, Optional.of(what))) {
      throw new BusyException(
          "storage: want one work at a time, found %s under way; try again later"
              .formatted(other.orElse("another one")));
    }
    return progress -> {
      try {
        return work.apply(progress);
      } catch (BackupException e) {
        throw new StorageException(String.valueOf(e.getMessage()), e);
      } finally {
        underWay.set(Optional.empty());
      }
    };
  }

  private Outcome backup(Optional<String> name, Progress progress) {
    makeFolder();
    checkSpace();
    try (Backup backup = Backup.begin(store, origin, System.currentTimeMillis())) {
      Path file = backups.resolve(name.orElseGet(backup::defaultName));
      BackupSummary summary = backup.writeTo(file, new Work(progress, bytes()));
      return new Outcome.BackedUp(
          file.toString(),
          summary.bytes(),
          summary.entriesInAll(),
          summary.manifest().lastExecuted());
    }
  }

  private Outcome compact(Progress progress) {
    long before = bytes();
    store.compact(progress);
    return new Outcome.Compacted(before, bytes());
  }

  private Outcome check(Progress progress) {
    StoreCheck.Result result = StoreCheck.run(store, progress);
    return new Outcome.Checked(result.facts(), result.findings());
  }

  /** 0 while files come and go. */
  private long bytes() {
    return (long) plan.bytes();
  }

  /** A backup is not compressed, so it may be larger than the store's files. */
  private void checkSpace() {
    long wanted = 2 * bytes() + SPARE_BYTES;
    long free;
    try {
      free = Files.getFileStore(backups).getUsableSpace();
    } catch (IOException e) {
      throw new StorageException(
          "backups %s: want to know what is free, found %s".formatted(backups, e), e);
    }
    if (free < wanted) {
      throw new StorageException(
          ("backups %s: want %,d bytes free, so that the store does not run out of them, found %,d;"
                  + " remove older backups, or free space")
              .formatted(backups, wanted, free));
    }
  }

  private void makeFolder() {
    try {
      Files.createDirectories(backups);
    } catch (IOException e) {
      throw new StorageException(
          "backups %s: want to make the folder, found %s; check its owner and the disk"
              .formatted(backups, e),
          e);
    }
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "path: want the name of a file, 1 to 100 of A-Z a-z 0-9 . _ -, beginning with a letter or"
              + " digit; it goes into the folder %s of the data folder".formatted(FOLDER));
    }
  }
}
