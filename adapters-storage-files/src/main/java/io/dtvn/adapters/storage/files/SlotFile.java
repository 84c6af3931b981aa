package io.dtvn.adapters.storage.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A small fact that only grows, in a file of two slots that take turns, so that one that is torn
 * leaves the one before it. A slot is the fact, of a fixed length, and the CRC32C of it. The
 * greater fact, compared as unsigned bytes, is the newer one.
 *
 * <p>Writing does not sync: after a power loss the file may be behind, but if each fact is written
 * when what it tells is on the medium, it is never ahead of it. Not thread-safe.
 */
public final class SlotFile implements AutoCloseable {

  private static final int SLOTS = 2;

  private final RandomAccessFile file;
  private final int factBytes;
  private final ByteBuffer slot;
  private int turn;

  private SlotFile(RandomAccessFile file, int factBytes) {
    this.file = file;
    this.factBytes = factBytes;
    this.slot = ByteBuffer.allocate(factBytes + Integer.BYTES);
  }

  /** Makes the file with its first fact and waits until both are on the medium. */
  public static void create(Path path, byte[] fact) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        SlotFile slots = new SlotFile(file, fact.length)) {
      for (int i = 0; i < SLOTS; i++) {
        slots.write(fact);
      }
      file.getFD().sync();
    }
  }

  /**
   * Opens a file that exists.
   *
   * @throws IOException if it does not, or cannot be written
   */
  public static SlotFile open(Path path, int factBytes) throws IOException {
    new RandomAccessFile(path.toFile(), "r").close(); // "rw" would make a new one
    return new SlotFile(new RandomAccessFile(path.toFile(), "rw"), factBytes);
  }

  /** The newest fact whose slot is whole; empty if none is. */
  public Optional<byte[]> read() throws IOException {
    Optional<byte[]> newest = Optional.empty();
    int bytes = slot.capacity();
    for (int i = 0; i < SLOTS && file.length() >= (i + 1L) * bytes; i++) {
      file.seek((long) i * bytes);
      file.readFully(slot.array());
      if (slot.getInt(factBytes) == crc()) {
        byte[] fact = Arrays.copyOf(slot.array(), factBytes);
        if (newest.isEmpty() || Arrays.compareUnsigned(fact, newest.get()) > 0) {
          newest = Optional.of(fact);
          turn = i + 1; // the next write spares this slot
        }
      }
    }
    return newest;
  }

  /** Replaces the older slot. */
  public void write(byte[] fact) throws IOException {
    slot.clear().put(fact);
    slot.putInt(crc());
    file.seek((long) (turn % SLOTS) * slot.capacity());
    file.write(slot.array());
    turn = (turn + 1) % SLOTS;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private int crc() {
    CRC32C crc = new CRC32C();
    crc.update(slot.array(), 0, factBytes);
    return (int) crc.getValue();
  }
}
