package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.SlotFile;
import io.dtvn.ports.out.StorageDamagedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Keeps the note beside an open database as new as what is on the medium, and at the next opening
 * says what of it is missing. Not thread-safe.
 */
final class Witness implements AutoCloseable {

  static final String FILE = "NEWEST";

  private final SlotFile note;
  private final Manifest manifest;
  private final long sequence;

  private Witness(SlotFile note, Manifest manifest, long sequence) {
    this.note = note;
    this.manifest = manifest;
    this.sequence = sequence;
  }

  /**
   * What is known to be on the medium, in a {@link SlotFile} beside the database. It is the only
   * witness when the newest log is gone or cut at the end of a record, or the end of the manifest
   * is: the database then opens and looks whole.
   *
   * <p>Big-endian: sequence number, number and bytes of the manifest (8 bytes each), CRC32C of
   * these bytes of the manifest (4 bytes). Sequence numbers never fall; one that stands still is
   * noted again for a newer manifest: so of two notes the one with the greater bytes is the newer.
   *
   * @param sequence the newest sequence number
   * @param manifest what the manifest holds
   */
  private record Note(long sequence, Manifest.Mark manifest) {

    static final int BYTES = 28;

    byte[] encode() {
      return ByteBuffer.allocate(BYTES)
          .putLong(sequence)
          .putLong(manifest.number())
          .putLong(manifest.bytes())
          .putInt(manifest.crc())
          .array();
    }

    static Note decode(byte[] fact) {
      ByteBuffer in = ByteBuffer.wrap(fact);
      long sequence = in.getLong();
      return new Note(sequence, new Manifest.Mark(in.getLong(), in.getLong(), in.getInt()));
    }
  }

  /** Begins with an empty database, which is closed and on the medium. */
  static void begin(Path folder) throws IOException {
    try (Manifest manifest = new Manifest(folder)) {
      SlotFile.create(folder.resolve(FILE), new Note(0, manifest.mark()).encode());
    }
  }

  /**
   * The witness of the database in {@code folder}, which is not open yet: RocksDB replaces its
   * manifest when it opens.
   *
   * @throws StorageDamagedException if the note or the manifest is damaged
   */
  static Witness of(Path folder, Failures failures) {
    SlotFile note = noteOf(folder, failures);
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
    note.write(new Note(newest, manifest.mark()).encode());
  }

  @Override
  public void close() throws IOException {
    try (note) {
      manifest.close();
    }
  }

  private static SlotFile noteOf(Path folder, Failures failures) {
    try {
      return SlotFile.open(folder.resolve(FILE), Note.BYTES);
    } catch (IOException e) {
      throw failures.damaged("found no file %s to say how far".formatted(FILE), e);
    }
  }

  /** The sequence number of the note. */
  private static long checkedManifest(SlotFile note, Path folder, Failures failures)
      throws IOException {
    Note content = wholeEntry(note, failures);
    if (!Manifest.holds(folder, content.manifest())) {
      // Another process may be opening it and just have replaced it; then it holds at second sight.
      content = wholeEntry(note, failures);
      if (!Manifest.holds(folder, content.manifest())) {
        throw failures.damaged("found its list of files cut, changed or missing (MANIFEST)");
      }
    }
    return content.sequence();
  }

  private static Note wholeEntry(SlotFile note, Failures failures) throws IOException {
    return note.read()
        .map(Note::decode)
        .orElseThrow(
            () -> failures.damaged("found a file %s without a whole entry".formatted(FILE)));
  }

  private static void close(SlotFile note, Exception reason) {
    try {
      note.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
