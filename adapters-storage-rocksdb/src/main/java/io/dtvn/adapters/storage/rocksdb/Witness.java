package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.ports.out.StorageDamagedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the note beside an open database as new as what is on the medium, and at the next opening
 * says what of it is missing. Not thread-safe.
 */
final class Witness implements AutoCloseable {

  private final NewestNote note;
  private final Manifest manifest;
  private final long sequence;

  private Witness(NewestNote note, Manifest manifest, long sequence) {
    this.note = note;
    this.manifest = manifest;
    this.sequence = sequence;
  }

  /** Begins with an empty database, which is closed and on the medium. */
  static void begin(Path folder) throws IOException {
    try (Manifest manifest = new Manifest(folder)) {
      NewestNote.create(folder, new NewestNote.Content(0, manifest.mark()));
    }
  }

  /**
   * The witness of the database in {@code folder}, which is not open yet: RocksDB replaces its
   * manifest when it opens.
   *
   * @throws StorageDamagedException if the note or the manifest is damaged
   */
  static Witness of(Path folder, Failures failures) {
    NewestNote note = noteOf(folder, failures);
    try {
      return new Witness(note, new Manifest(folder), checkedManifest(note, folder, failures));
    } catch (StorageDamagedException e) {
      close(note, e);
      throw e;
    } catch (IOException e) {
      StorageDamagedException damaged =
          failures.damaged("found no CURRENT that names its list of files", e);
      close(note, damaged);
      throw damaged;
    }
  }

  /** Whether a database whose newest sequence number is {@code found} has all that was noted. */
  boolean isReachedBy(long found) {
    return found >= sequence;
  }

  /** The newest sequence number that was noted before this opening. */
  long sequence() {
    return sequence;
  }

  /** Notes that everything up to {@code newest} is on the medium, and the manifest as it is. */
  void note(long newest) throws IOException {
    note.write(new NewestNote.Content(newest, manifest.mark()));
  }

  @Override
  public void close() throws IOException {
    try (note) {
      manifest.close();
    }
  }

  private static NewestNote noteOf(Path folder, Failures failures) {
    try {
      return NewestNote.open(folder);
    } catch (IOException e) {
      throw failures.damaged("found no file %s to say how far".formatted(NewestNote.FILE), e);
    }
  }

  /** The sequence number of the note. */
  private static long checkedManifest(NewestNote note, Path folder, Failures failures)
      throws IOException {
    NewestNote.Content content = wholeEntry(note, failures);
    if (!Manifest.holds(folder, content.manifest())) {
      // Another process may be opening it and just have replaced it; then it holds at second sight.
      content = wholeEntry(note, failures);
      if (!Manifest.holds(folder, content.manifest())) {
        throw failures.damaged("found its list of files cut, changed or missing (MANIFEST)");
      }
    }
    return content.sequence();
  }

  private static NewestNote.Content wholeEntry(NewestNote note, Failures failures)
      throws IOException {
    Optional<NewestNote.Content> content = note.read();
    if (content.isEmpty()) {
      throw failures.damaged("found a file %s without a whole entry".formatted(NewestNote.FILE));
    }
    return content.get();
  }

  private static void close(NewestNote note, Exception reason) {
    try {
      note.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
