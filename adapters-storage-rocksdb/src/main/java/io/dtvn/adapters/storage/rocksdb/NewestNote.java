package io.dtvn.adapters.storage.rocksdb;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What is known to be on the medium, in a file beside the database: the newest sequence number and
 * the manifest. It is the only witness when the newest log is gone or cut at the end of a record,
 * or the end of the manifest is: the database then opens and looks whole.
 *
 * <p>It is written after a sync returned, and not synced itself: it may be behind, after a power
 * loss, but never ahead of what is on the medium. Two slots take turns, so that one that is torn
 * leaves the one before it. Not thread-safe.
 *
 * <p>A slot, big-endian: sequence number, number and bytes of the manifest (8 bytes each), CRC32C
 * of these bytes of the manifest, CRC32C of this slot so far (4 bytes each).
 */
final class NewestNote implements AutoCloseable {

  static final String FILE = "NEWEST";

  private static final int SLOTS = 2;
  private static final int SLOT_BYTES = 32;
  private static final int CHECKED_BYTES = SLOT_BYTES - Integer.BYTES;

  /** Sequence numbers never fall; one that stands still is noted again for a newer manifest. */
  private static final Comparator<Content> NEWNESS =
      Comparator.comparingLong(Content::sequence)
          .thenComparingLong(content -> content.manifest().number())
          .thenComparingLong(content -> content.manifest().bytes());

  private final RandomAccessFile file;
  private final ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
  private int turn;

  private NewestNote(RandomAccessFile file) {
    this.file = file;
  }

  /** What the note says. */
  record Content(long sequence, Manifest.Mark manifest) {}

  /** Writes the first note and waits until it is on the medium. */
  static void create(Path folder, Content content) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw");
        NewestNote note = new NewestNote(file)) {
      for (int i = 0; i < SLOTS; i++) {
        note.write(content);
      }
      file.getFD().sync();
    }
  }

  /** Opens a note that exists. */
  static NewestNote open(Path folder) throws IOException {
    Path path = folder.resolve(FILE);
    new RandomAccessFile(path.toFile(), "r").close(); // "rw" would make a new one
    return new NewestNote(new RandomAccessFile(path.toFile(), "rw"));
  }

  /** The newest slot that is whole; empty if none is. */
  Optional<Content> read() throws IOException {
    Optional<Content> newest = Optional.empty();
    for (int i = 0; i < SLOTS && file.length() >= (i + 1L) * SLOT_BYTES; i++) {
      file.seek((long) i * SLOT_BYTES);
      file.readFully(slot.array());
      if (slot.getInt(CHECKED_BYTES) == crc()) {
        Content content = content();
        if (newest.isEmpty() || NEWNESS.compare(content, newest.get()) > 0) {
          newest = Optional.of(content);
          turn = i + 1; // the next write spares this slot
        }
      }
    }
    return newest;
  }

  /** Replaces the older slot. */
  void write(Content content) throws IOException {
    slot.clear()
        .putLong(content.sequence())
        .putLong(content.manifest().number())
        .putLong(content.manifest().bytes())
        .putInt(content.manifest().crc())
        .putInt(crc());
    file.seek((long) (turn % SLOTS) * SLOT_BYTES);
    file.write(slot.array());
    turn = (turn + 1) % SLOTS;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private Content content() {
    slot.clear();
    long sequence = slot.getLong();
    long number = slot.getLong();
    return new Content(sequence, new Manifest.Mark(number, slot.getLong(), slot.getInt()));
  }

  private int crc() {
    CRC32C crc = new CRC32C();
    crc.update(slot.array(), 0, CHECKED_BYTES);
    return (int) crc.getValue();
  }
}
