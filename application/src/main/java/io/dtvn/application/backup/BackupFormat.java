package io.dtvn.application.backup;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.ports.out.KeyValueStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The form of a backup file, big-endian: eight letters, version u32, the manifest, blocks of
 * entries, a block of length 0, the footer, and the SHA-256 of everything in front of it. Manifest,
 * blocks and footer each stand behind their length u32 and in front of their CRC32C u32. An entry
 * is the bucket's place in the manifest u8, key and value each behind its length u32; entries are
 * in the order of buckets and keys. The footer has the number of entries of each bucket u64.
 */
final class BackupFormat {

  static final Bytes MAGIC = Bytes.owning("DTVNBKUP".getBytes(StandardCharsets.US_ASCII));
  static final int VERSION = 1;

  /** A block ends before it grows beyond this, unless it has one entry only. */
  static final int BLOCK_BYTES = 1 << 20;

  static final int ENTRY_BYTES_MAX =
      1
          + Integer.BYTES
          + KeyValueStore.KEY_BYTES_MAX
          + Integer.BYTES
          + KeyValueStore.VALUE_BYTES_MAX;

  static final int MANIFEST_BYTES_MAX = 1 << 16;
  static final int FOOTER_BYTES_MAX = BackupManifest.BUCKETS_MAX * Long.BYTES;

  private BackupFormat() {}

  static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  static Bytes footer(long[] counts) {
    CanonicalWriter out = new CanonicalWriter();
    for (long count : counts) {
      out.u64(count);
    }
    return out.bytes();
  }

  static List<Long> counts(byte[] footer) {
    CanonicalReader in = CanonicalReader.of(footer);
    List<Long> counts = new ArrayList<>();
    while (in.remaining() > 0) {
      counts.add(in.u64());
    }
    return counts;
  }
}
