package io.dtvn.application.backup;

import io.dtvn.ports.out.KeyValueStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A backup on the medium. Immutable; each call reads the file anew. */
public final class BackupFile {

  private static final int BUFFER_BYTES = 1 << 18;

  private final Path file;

  /** The backup in {@code file}; nothing is read yet. */
  public BackupFile(Path file) {
    this.file = file;
  }

  /**
   * Reads all of it and compares it with its checksums, its order and its counts.
   *
   * @throws BackupException if it is damaged or cannot be read
   */
  public BackupSummary verify(Work work) {
    return read(work, (_, _, _) -> {});
  }

  /**
   * Puts all of it into {@code store}, which is empty, and blocks until that is on the medium.
   * Checks it on the way once more, so if this fails, the store holds a part of it.
   *
   * @throws BackupException if it is damaged or cannot be read
   * @throws io.dtvn.ports.out.StorageException if the store's medium fails
   */
  public BackupSummary fill(KeyValueStore store, Work work) {
    BatchedFill fill = BatchedFill.of(store);
    BackupSummary summary = read(work, fill::put);
    fill.finish();
    return summary;
  }

  private BackupSummary read(Work work, BackupReader.Sink sink) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      long bytes = Files.size(file);
      BackupReader reader = new BackupReader(in, bytes);
      BackupManifest manifest = reader.manifest();
      checkBuckets(manifest);
      List<Long> counts = reader.entries(manifest, sink, new Work(work.progress(), bytes).pace());
      return BackupSummary.of(manifest, counts, bytes);
    } catch (NoSuchFileException e) {
      throw new BackupException("backup %s: want a file, found none".formatted(file), e);
    } catch (IOException e) {
      throw new BackupException(
          "backup %s: want to read it, found %s; check the path and the disk".formatted(file, e),
          e);
    } catch (IllegalArgumentException e) {
      throw new BackupException(
          "backup %s: want a whole backup, found %s; take another copy of it"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** What another version keeps cannot be dropped in silence. */
  private void checkBuckets(BackupManifest manifest) {
    if (!StoredBuckets.ALL.containsAll(manifest.buckets())) {
      throw new BackupException(
          "backup %s: want buckets of this version, found %s; use the version that made it"
              .formatted(file, manifest.buckets()));
    }
  }
}
