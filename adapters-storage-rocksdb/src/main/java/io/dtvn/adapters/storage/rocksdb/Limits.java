package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.out.WriteBatch.Change;

/** The port's limits, checked before anything is written. */
final class Limits {

  private Limits() {}

  static void checkKey(Bytes key) {
    if (key.length() < 1 || key.length() > KeyValueStore.KEY_BYTES_MAX) {
      throw new IllegalArgumentException(
          "key: want 1 to %d bytes, found %d".formatted(KeyValueStore.KEY_BYTES_MAX, key.length()));
    }
  }

  static void checkBatch(WriteBatch batch, Families families) {
    for (Change change : batch.changes()) {
      switch (change) {
        case Change.Put(Bucket bucket, Bytes key, Bytes value) -> {
          families.of(bucket);
          checkKey(key);
          checkValue(value);
        }
        case Change.Delete(Bucket bucket, Bytes key) -> {
          families.of(bucket);
          checkKey(key);
        }
        case Change.DeleteRange(Bucket bucket, Bytes _, Bytes _) -> families.of(bucket);
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
