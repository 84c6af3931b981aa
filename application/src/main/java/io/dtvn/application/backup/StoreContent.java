package io.dtvn.application.backup;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Sha256;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.Scan;
import java.util.ArrayList;
import java.util.List;

/**
 * What a store has, bucket by bucket. Two are equal if every entry is.
 *
 * @param buckets in the order of {@link StoredBuckets#ALL}
 */
public record StoreContent(List<InBucket> buckets) {

  /** Copies the list. */
  public StoreContent {
    buckets = List.copyOf(buckets);
  }

  /**
   * What one bucket has.
   *
   * @param bucket which
   * @param entries how many
   * @param keyBytes of all keys
   * @param valueBytes of all values
   * @param hash SHA-256 over all entries in order, each part behind its length
   */
  public record InBucket(Bucket bucket, long entries, long keyBytes, long valueBytes, Digest hash) {

    /** Bytes of keys and values. */
    public long bytes() {
      return keyBytes + valueBytes;
    }
  }

  /** Reads everything; blocks until done. */
  public static StoreContent read(Reads store, Work work) {
    Pace pace = work.pace();
    List<InBucket> all = new ArrayList<>();
    StoredBuckets.ALL.forEach(bucket -> all.add(read(store, bucket, pace)));
    pace.end();
    return new StoreContent(all);
  }

  private static InBucket read(Reads store, Bucket bucket, Pace pace) {
    Sha256 sha256 = new Sha256();
    long entries = 0;
    long keyBytes = 0;
    long valueBytes = 0;
    try (Scan scan = store.scan(bucket, Bytes.EMPTY, Bytes.EMPTY)) {
      while (scan.hasNext()) {
        Scan.Entry entry = scan.next();
        Bytes key = entry.key();
        Bytes value = entry.value();
        sha256.updateInt(key.length()).update(key.unsafeArray());
        sha256.updateInt(value.length()).update(value.unsafeArray());
        entries++;
        keyBytes += key.length();
        valueBytes += value.length();
        pace.add(key.length() + value.length());
      }
    }
    return new InBucket(bucket, entries, keyBytes, valueBytes, sha256.digest());
  }

  /** The number of entries of {@code bucket}. */
  public long entries(Bucket bucket) {
    return buckets.stream()
        .filter(in -> in.bucket().equals(bucket))
        .mapToLong(InBucket::entries)
        .sum();
  }

  /** Bytes of all keys and values. */
  public long bytes() {
    return buckets.stream().mapToLong(InBucket::bytes).sum();
  }
}
