package io.dtvn.application.backup;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Sha256;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a backup from a stream and checks all of it on the way. Nothing is allocated before its
 * length is compared with its limit and with what the file still has. Not thread-safe.
 *
 * <p>What breaks the form is an {@link IllegalArgumentException}; its message says what was found.
 */
final class BackupReader {

  private final InputStream in;
  private final Sha256 sha256 = new Sha256();
  private long remaining;

  /** Reads {@code bytes} bytes of {@code in}. */
  BackupReader(InputStream in, long bytes) {
    this.in = in;
    this.remaining = bytes;
  }

  /** Told of each entry in turn. */
  @FunctionalInterface
  interface Sink {

    void take(Bucket bucket, Bytes key, Bytes value);
  }

  /** The beginning of the file. */
  BackupManifest manifest() throws IOException {
    if (remaining < BackupFormat.MAGIC.length()
        || !Bytes.owning(read(BackupFormat.MAGIC.length())).equals(BackupFormat.MAGIC)) {
      throw new IllegalArgumentException("another kind of file");
    }
    int version = readInt();
    if (version != BackupFormat.VERSION) {
      throw new IllegalArgumentException(
          "version %d, where this program reads %d".formatted(version, BackupFormat.VERSION));
    }
    return BackupManifest.decode(
        Bytes.owning(readFramed(readInt(), BackupFormat.MANIFEST_BYTES_MAX)));
  }

  /**
   * Everything behind the manifest, to the last byte.
   *
   * @return the number of entries by bucket
   */
  List<Long> entries(BackupManifest manifest, Sink sink, Pace pace) throws IOException {
    Order order = new Order(manifest.buckets());
    for (int length = readInt(); length != 0; length = readInt()) {
      byte[] block = readFramed(length, BackupFormat.ENTRY_BYTES_MAX);
      CanonicalReader entries = CanonicalReader.of(block);
      while (entries.remaining() > 0) {
        Bucket bucket = order.bucket(entries.u8());
        Bytes key = entries.bytes(KeyValueStore.KEY_BYTES_MAX);
        Bytes value = entries.bytes(KeyValueStore.VALUE_BYTES_MAX);
        order.check(key);
        sink.take(bucket, key, value);
      }
      pace.add(block.length);
    }
    List<Long> told = BackupFormat.counts(readFramed(readInt(), BackupFormat.FOOTER_BYTES_MAX));
    if (!told.equals(order.counts())) {
      throw new IllegalArgumentException("other entries than it counts at its end");
    }
    checkEnd();
    pace.end();
    return told;
  }

  private void checkEnd() throws IOException {
    Digest found = sha256.digest();
    if (!Digest.fromBytes(read(Digest.BYTES), 0).equals(found)) {
      throw new IllegalArgumentException("another SHA-256 than it has at its end");
    }
    if (remaining != 0) {
      throw new IllegalArgumentException("%d bytes behind its end".formatted(remaining));
    }
  }

  private byte[] readFramed(int length, int max) throws IOException {
    if (length < 0 || length > max) {
      throw new IllegalArgumentException("a length of %d, beyond %d".formatted(length, max));
    }
    byte[] bytes = read(length);
    if (readInt() != BackupFormat.crc(bytes)) {
      throw new IllegalArgumentException(
          "another CRC32C %d bytes before its end".formatted(remaining));
    }
    return bytes;
  }

  private int readInt() throws IOException {
    return ByteBuffer.wrap(read(Integer.BYTES)).getInt();
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = length > remaining ? new byte[0] : in.readNBytes(length);
    if (bytes.length < length) {
      throw new IllegalArgumentException("its end too early");
    }
    remaining -= length;
    sha256.update(bytes);
    return bytes;
  }

  /** Entries come in the order of buckets and keys, so none comes twice. */
  private static final class Order {

    private final List<Bucket> buckets;
    private final long[] counts;
    private int at;
    private Bytes last = Bytes.EMPTY;

    Order(List<Bucket> buckets) {
      this.buckets = buckets;
      this.counts = new long[buckets.size()];
    }

    Bucket bucket(int index) {
      if (index < at || index >= buckets.size()) {
        throw new IllegalArgumentException("bucket %d out of order".formatted(index));
      }
      if (index > at) {
        at = index;
        last = Bytes.EMPTY;
      }
      return buckets.get(index);
    }

    void check(Bytes key) {
      if (key.compareTo(last) <= 0) {
        throw new IllegalArgumentException("a key out of order"); // and the empty one
      }
      last = key;
      counts[at]++;
    }

    List<Long> counts() {
      List<Long> all = new ArrayList<>();
      for (long count : counts) {
        all.add(count);
      }
      return all;
    }
  }
}
