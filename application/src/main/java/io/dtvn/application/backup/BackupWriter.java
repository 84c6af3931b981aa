package io.dtvn.application.backup;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Sha256;
import io.dtvn.ports.out.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes a backup to a stream, entry by entry. Not thread-safe. */
final class BackupWriter {

  private final OutputStream out;
  private final Sha256 sha256 = new Sha256();
  private final CanonicalWriter block = new CanonicalWriter(BackupFormat.BLOCK_BYTES);
  private final long[] counts;
  private long written;

  /** Begins a file with {@code manifest}. */
  BackupWriter(OutputStream out, BackupManifest manifest) throws IOException {
    this.out = out;
    this.counts = new long[manifest.buckets().size()];
    write(BackupFormat.MAGIC.unsafeArray());
    writeInt(BackupFormat.VERSION);
    writeFramed(manifest.encode());
  }

  /** Takes the next entry: of this or a later bucket, with a greater key. */
  void add(int bucket, Scan.Entry entry) throws IOException {
    int bytes = 1 + 2 * Integer.BYTES + entry.key().length() + entry.value().length();
    if (block.length() > 0 && block.length() + bytes > BackupFormat.BLOCK_BYTES) {
      flush();
    }
    block.u8(bucket).bytes(entry.key()).bytes(entry.value());
    counts[bucket]++;
  }

  /** Writes the end; gives the length of the file. */
  long finish() throws IOException {
    flush();
    writeInt(0);
    writeFramed(BackupFormat.footer(counts));
    byte[] digest = sha256.digest().toBytes();
    out.write(digest);
    out.flush();
    return written + digest.length;
  }

  /** The entries taken so far, by bucket. */
  long[] counts() {
    return counts.clone();
  }

  private void flush() throws IOException {
    if (block.length() > 0) {
      writeFramed(block.bytes());
      block.clear();
    }
  }

  private void writeFramed(Bytes content) throws IOException {
    byte[] bytes = content.unsafeArray();
    writeInt(bytes.length);
    write(bytes);
    writeInt(BackupFormat.crc(bytes));
  }

  private void writeInt(int value) throws IOException {
    write(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  private void write(byte[] bytes) throws IOException {
    sha256.update(bytes);
    out.write(bytes);
    written += bytes.length;
  }
}
