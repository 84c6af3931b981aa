package io.dtvn.application.journal;

import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * A note beside the store that says how far the journal had come. Written without a sync after each
 * sync of the store, so it never runs ahead of it: a store behind its note lost acknowledged
 * records. Two slots take turns, so that a torn write leaves the other. One thread at a time; a
 * thread that writes must not be interrupted, since that would close the file.
 */
final class NewestLsn implements AutoCloseable {

  private static final int SLOT_BYTES = Long.BYTES + Integer.BYTES;

  /** One disk sector each. */
  private static final int SLOT_STRIDE = 512;

  private final Path path;
  private final FileChannel channel;
  private final ByteBuffer slot = ByteBuffer.allocateDirect(SLOT_BYTES);
  private final CRC32C crc = new CRC32C();
  private boolean second;

  private NewestLsn(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Opens the note and makes it if there is none, so that it survives power loss as a file. */
  static NewestLsn open(Path path) {
    boolean isNew = !Files.exists(path);
    try {
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (isNew) {
        channel.write(ByteBuffer.allocate(2 * SLOT_STRIDE), 0);
        channel.force(true);
        syncFolder(path);
      }
      return new NewestLsn(path, channel);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private static void syncFolder(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel directory = FileChannel.open(folder)) {
        directory.force(true);
      }
    }
  }

  /** The newest LSN noted; empty if none is readable. */
  OptionalLong read() {
    long first = readSlot(0);
    long other = readSlot(SLOT_STRIDE);
    second = first > other;
    long newest = Math.max(first, other);
    return newest > 0 ? OptionalLong.of(newest) : OptionalLong.empty();
  }

  private long readSlot(int offset) {
    slot.clear();
    try {
      int read = 0;
      while (read >= 0 && slot.hasRemaining()) {
        read = channel.read(slot, offset + slot.position());
      }
    } catch (IOException e) {
      throw failure(path, e);
    }
    if (slot.hasRemaining()) {
      return 0;
    }
    slot.flip();
    long lsn = slot.getLong();
    return lsn > 0 && slot.getInt() == crcOf(lsn) ? lsn : 0;
  }

  /** Notes {@code lsn}, which is durable in the store. */
  void write(long lsn) {
    slot.clear();
    slot.putLong(lsn).putInt(crcOf(lsn)).flip();
    long offset = second ? SLOT_STRIDE : 0;
    try {
      while (slot.hasRemaining()) {
        channel.write(slot, offset + slot.position());
      }
    } catch (IOException e) {
      throw failure(path, e);
    }
    second = !second;
  }

  private int crcOf(long lsn) {
    crc.reset();
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      crc.update((int) (lsn >>> shift) & 0xFF);
    }
    return (int) crc.getValue();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private static StorageException failure(Path path, IOException cause) {
    return new StorageException(
        "%s: want to read and write it, found %s; check the disk and the folder's owner"
            .formatted(path, cause.getMessage()),
        cause);
  }
}
