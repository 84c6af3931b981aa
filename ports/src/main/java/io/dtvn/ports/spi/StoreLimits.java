package io.dtvn.ports.spi;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.out.WriteBatch.Change;
import java.util.Set;

/** What every {@link KeyValueStore} refuses before it changes anything. */
public final class StoreLimits {

  private StoreLimits() {}

  /**
   * Asserts that {@code key} has a length that is allowed.
   *
   * @throws IllegalArgumentException if not
   */
  public static void checkKey(Bytes key) {
    if (key.length() < 1 || key.length() > KeyValueStore.KEY_BYTES_MAX) {
      throw new IllegalArgumentException(
          "key: want 1 to %d bytes, found %d".formatted(KeyValueStore.KEY_BYTES_MAX, key.length()));
    }
  }

  /**
   * Asserts that the store has {@code bucket}.
   *
   * @param known the buckets that it has
   * @throws IllegalArgumentException if not
   */
  public static void checkBucket(Bucket bucket, Set<Bucket> known) {
    if (!known.contains(bucket)) {
      throw new IllegalArgumentException(
          "bucket '%s': want one of %s"
              .formatted(bucket.name(), known.stream().map(Bucket::name).sorted().toList()));
    }
  }

  /**
   * Asserts that every change of {@code batch} may be made.
   *
   * @param known the buckets of the store
   * @throws IllegalArgumentException if one may not
   */
  public static void checkBatch(WriteBatch batch, Set<Bucket> known) {
    for (Change change : batch.changes()) {
      switch (change) {
        case Change.Put(Bucket bucket, Bytes key, Bytes value) -> {
          checkBucket(bucket, known);
          checkKey(key);
          checkValue(value);
        }
        case Change.Delete(Bucket bucket, Bytes key) -> {
          checkBucket(bucket, known);
          checkKey(key);
        }
        case Change.DeleteRange(Bucket bucket, Bytes _, Bytes _) -> checkBucket(bucket, known);
      }
    }
  }

  private static void checkValue(Bytes value) {
    if (value.length() > KeyValueStore.VALUE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "value: want at most %d bytes, found %d"
              .formatted(KeyValueStore.VALUE_BYTES_MAX, value.length()));
    }
  }
}
