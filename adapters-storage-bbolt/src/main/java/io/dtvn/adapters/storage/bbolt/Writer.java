package io.dtvn.adapters.storage.bbolt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.dtvn.adapters.storage.bbolt.Exchange.Request;
import io.dtvn.adapters.storage.files.GroupCommit;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.out.WriteBatch.Change;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes groups of changes, each in one transaction, and notes how many are on the medium. Called
 * by one thread at a time. Every write is synced: without that, bbolt may leave a file after a
 * power loss that nobody can read.
 */
final class Writer implements GroupCommit.Target {

  private static final byte BUCKET = 1;
  private static final byte PUT = 2;
  private static final byte DELETE = 3;
  private static final byte DELETE_RANGE = 4;

  /** Number and two lengths. */
  private static final int OPERATION_BYTES = 9;

  /** Of keys and values; a group has one such batch and little more, and fits a frame. */
  private static final long BATCH_BYTES_MAX = 1L << 29;

  /** What a transaction is asked for at once. */
  private static final long GROUP_BYTES_MAX = 1L << 30;

  private final BboltFile file;
  private final Newest note;

  Writer(BboltFile file, Newest note) {
    this.file = file;
    this.note = note;
  }

  /**
   * Asserts that {@code batch} is not too large, before it could count as a failure of the store.
   *
   * @throws IllegalArgumentException if it is
   */
  static void checkSize(WriteBatch batch) {
    if (batch.bytes() > BATCH_BYTES_MAX) {
      throw new IllegalArgumentException(
          "batch: want at most %d bytes, found %d; write several"
              .formatted(BATCH_BYTES_MAX, batch.bytes()));
    }
  }

  @Override
  public void write(List<Change> changes, boolean synced) {
    if (changes.isEmpty()) {
      return; // all that was written before is on the medium
    }
    int bytes = bytesOf(changes);
    Request request =
        new Request(Shim::dtvnWrite, file.handle(), bytes, frame -> put(changes, frame));
    long commits = file.ask("write", request, Frame::number);
    try {
      note.note(commits);
    } catch (IOException e) {
      throw file.failures().failed("note how far it is", e);
    }
  }

  private static void put(List<Change> changes, Frame frame) {
    Bucket chosen = null;
    for (Change change : changes) {
      chosen = choose(bucketOf(change), chosen, frame);
      switch (change) {
        case Change.Put(Bucket _, Bytes key, Bytes value) -> put(PUT, key, value, frame);
        case Change.Delete(Bucket _, Bytes key) -> put(DELETE, key, Bytes.EMPTY, frame);
        case Change.DeleteRange(Bucket _, Bytes from, Bytes to) ->
            put(DELETE_RANGE, from, to, frame);
      }
    }
  }

  private static Bucket choose(Bucket wanted, @Nullable Bucket chosen, Frame frame) {
    if (!wanted.equals(chosen)) {
      put(BUCKET, Bytes.owning(wanted.name().getBytes(US_ASCII)), Bytes.EMPTY, frame);
    }
    return wanted;
  }

  private static void put(byte operation, Bytes key, Bytes value, Frame frame) {
    frame.put(operation).put(key.length()).put(value.length()).putBare(key).putBare(value);
  }

  /** At least as many as are put. */
  private static int bytesOf(List<Change> changes) {
    long bytes = 0;
    for (Change change : changes) {
      bytes += 2 * OPERATION_BYTES + bucketOf(change).name().length() + bytesOf(change);
    }
    if (bytes > GROUP_BYTES_MAX) {
      throw new StorageException(
          "batch: want at most %d bytes, found %d; write several"
              .formatted(GROUP_BYTES_MAX, bytes));
    }
    return (int) bytes;
  }

  private static long bytesOf(Change change) {
    return switch (change) {
      case Change.Put(Bucket _, Bytes key, Bytes value) -> (long) key.length() + value.length();
      case Change.Delete(Bucket _, Bytes key) -> key.length();
      case Change.DeleteRange(Bucket _, Bytes from, Bytes to) -> (long) from.length() + to.length();
    };
  }

  private static Bucket bucketOf(Change change) {
    return switch (change) {
      case Change.Put put -> put.bucket();
      case Change.Delete delete -> delete.bucket();
      case Change.DeleteRange range -> range.bucket();
    };
  }
}
