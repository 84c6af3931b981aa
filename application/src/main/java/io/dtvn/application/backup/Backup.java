package io.dtvn.application.backup;

import io.dtvn.application.execution.StoredState;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.spi.Event.OwnCheckpoint;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A backup in the making: one consistent snapshot of a store, which may go on being used. It holds
 * the snapshot until it is closed. One thread at a time.
 */
public final class Backup implements AutoCloseable {

  /** How the name of a backup ends. */
  public static final String SUFFIX = ".dtvn-backup";

  private static final String PARTIAL = ".partial";
  private static final int BUFFER_BYTES = 1 << 18;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final KeyValueStore.Snapshot snapshot;
  private final BackupManifest manifest;

  private Backup(KeyValueStore.Snapshot snapshot, BackupManifest manifest) {
    this.snapshot = snapshot;
    this.manifest = manifest;
  }

  /**
   * Takes the snapshot.
   *
   * @param nowMillis the time to write down
   * @throws io.dtvn.ports.out.StorageException if the medium fails
   */
  public static Backup begin(KeyValueStore store, Origin origin, long nowMillis) {
    KeyValueStore.Snapshot snapshot = store.snapshot();
    try {
      OwnCheckpoint checkpoint = StoredState.checkpoint(snapshot);
      return new Backup(
          snapshot,
          new BackupManifest(
              origin,
              nowMillis,
              StoredState.lastExecuted(snapshot),
              checkpoint.sequence(),
              checkpoint.stateRoot(),
              StoredBuckets.ALL));
    } catch (RuntimeException e) {
      snapshot.close();
      throw e;
    }
  }

  /** What it is of. */
  public BackupManifest manifest() {
    return manifest;
  }

  /** A name for its file that tells whose it is, how far it came and when it was taken. */
  public String defaultName() {
    return "%s-%d-%s%s"
        .formatted(
            manifest.origin().validator(),
            manifest.lastExecuted(),
            TIME.format(manifest.taken()),
            SUFFIX);
  }

  /**
   * Writes it to {@code file} and blocks until that is on the medium. Until then it has the name
   * with {@code .partial} behind it; if it fails, that is removed. No file is ever overwritten.
   *
   * @throws BackupException if the file cannot be written or is there already
   * @throws io.dtvn.ports.out.StorageException if the store's medium fails
   */
  public BackupSummary writeTo(Path file, Work work) {
    Path partial = file.resolveSibling(file.getFileName() + PARTIAL);
    checkAbsent(file);
    try (FileChannel channel = create(partial)) {
      try {
        BackupSummary summary = write(channel, work);
        channel.force(true);
        Files.move(partial, file);
        syncFolderOf(file);
        return summary;
      } catch (IOException | RuntimeException | Error e) {
        Files.deleteIfExists(partial);
        throw e;
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private BackupSummary write(FileChannel channel, Work work) throws IOException {
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    BackupWriter writer = new BackupWriter(out, manifest);
    Pace pace = work.pace();
    for (int i = 0; i < manifest.buckets().size(); i++) {
      try (Scan scan = snapshot.scan(manifest.buckets().get(i), Bytes.EMPTY, Bytes.EMPTY)) {
        while (scan.hasNext()) {
          Scan.Entry entry = scan.next();
          writer.add(i, entry);
          pace.add(entry.key().length() + entry.value().length());
        }
      }
    }
    long bytes = writer.finish();
    pace.end();
    return BackupSummary.of(manifest, writer.counts(), bytes);
  }

  private static FileChannel create(Path partial) throws IOException {
    try {
      return FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new BackupException(
          ("backup %s: want to make it, found it there; another backup is writing it, or was cut"
                  + " short: wait, or remove it")
              .formatted(partial),
          e);
    }
  }

  private static void checkAbsent(Path file) {
    if (Files.exists(file)) {
      throw present(file);
    }
  }

  private static BackupException present(Path file) {
    return new BackupException(
        "backup %s: want a new file, found that it exists; choose another name".formatted(file));
  }

  private static BackupException failure(Path file, IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return present(file);
    }
    boolean full = String.valueOf(e.getMessage()).contains("No space left");
    return new BackupException(
        "backup %s: want to write it, found '%s'; %s"
            .formatted(
                file,
                full ? "No space left on device" : e.toString(),
                full
                    ? "nothing is left of it: free space or choose another disk"
                    : "check the folder, its owner and the disk"),
        e);
  }

  private static void syncFolderOf(Path file) throws IOException {
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().resolveSibling("."))) {
      folder.force(true);
    }
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
