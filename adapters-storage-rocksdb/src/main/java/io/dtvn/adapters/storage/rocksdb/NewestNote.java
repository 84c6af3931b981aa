package io.dtvn.adapters.storage.rocksdb;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * The newest sequence number that is known to be on the medium, in a file beside the database. It
 * is the only witness when the newest log file is gone or cut at the end of a record: the database
 * then opens and looks whole.
 *
 * <p>It is written after a sync returned, and not synced itself: it may be behind, after a power
 * loss, but never ahead of what is on the medium. Two slots take turns, so that one that is torn
 * leaves the one before it. Not thread-safe.
 *
 * <p>A slot: sequence number (8 bytes, big-endian), CRC32C of these 8 bytes (4 bytes), 4 zero
 * bytes.
 */
final class NewestNote implements AutoCloseable {

  static final String FILE = "NEWEST";

  private static final int SLOTS = 2;
  private static final int SLOT_BYTES = 16;

  private final RandomAccessFile file;
  private final ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
  private int turn;

  private NewestNote(RandomAccessFile file) {
    this.file = file;
  }

  /** Writes the note of an empty database and waits until it is on the medium. */
  static void create(Path folder) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw");
        NewestNote note = new NewestNote(file)) {
      for (int i = 0; i < SLOTS; i++) {
        note.write(0);
      }
      file.getFD().sync();
    }
  }

  /** Opens a note that exists. */
  static NewestNote open(Path folder) throws IOException {
    return new NewestNote(new RandomAccessFile(folder.resolve(FILE).toFile(), "rw"));
  }

  /** The greatest number of the slots that are whole; empty if none is. */
  OptionalLong read() throws IOException {
    OptionalLong newest = OptionalLong.empty();
    for (int i = 0; i < SLOTS && file.length() >= (i + 1L) * SLOT_BYTES; i++) {
      file.seek((long) i * SLOT_BYTES);
      file.readFully(slot.array());
      long sequence = slot.getLong(0);
      if (slot.getInt(Long.BYTES) == crc() && sequence >= newest.orElse(0)) {
        newest = OptionalLong.of(sequence);
        turn = i + 1; // the next write spares this slot
      }
    }
    return newest;
  }

  /** Replaces the older slot. */
  void write(long sequence) throws IOException {
    slot.clear().putLong(sequence).putInt(Long.BYTES, crc()).putInt(Long.BYTES + Integer.BYTES, 0);
    file.seek((long) (turn % SLOTS) * SLOT_BYTES);
    file.write(slot.array());
    turn = (turn + 1) % SLOTS;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private int crc() {
    CRC32C crc = new CRC32C();
    crc.update(slot.array(), 0, Long.BYTES);
    return (int) crc.getValue();
  }
}
