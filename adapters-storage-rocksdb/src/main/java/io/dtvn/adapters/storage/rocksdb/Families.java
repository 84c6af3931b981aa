package io.dtvn.adapters.storage.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.spi.StoreLimits;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The column family of each bucket, by name. */
final class Families {

  /** Every database has it; no bucket needs it. */
  private static final String DEFAULT = new String(RocksDB.DEFAULT_COLUMN_FAMILY, US_ASCII);

  private final Map<Bucket, ColumnFamilyHandle> handles = new HashMap<>();

  Families(List<Bucket> buckets, List<ColumnFamilyHandle> opened) throws RocksDBException {
    Map<String, ColumnFamilyHandle> byName = new HashMap<>();
    for (ColumnFamilyHandle handle : opened) {
      byName.put(new String(handle.getName(), US_ASCII), handle);
    }
    for (Bucket bucket : buckets) {
      ColumnFamilyHandle handle = byName.get(bucket.name());
      if (handle == null) {
        throw new IllegalStateException("every bucket was opened");
      }
      handles.put(bucket, handle);
    }
  }

  /** The names of all families of a database with these buckets. */
  static SortedSet<String> namesOf(List<Bucket> buckets) {
    TreeSet<String> names = new TreeSet<>(buckets.stream().map(Bucket::name).toList());
    names.add(DEFAULT);
    return names;
  }

  /** The same names without the one that every database has. */
  static SortedSet<String> shown(Collection<String> names) {
    TreeSet<String> shown = new TreeSet<>(names);
    shown.remove(DEFAULT);
    return shown;
  }

  /**
   * The family of {@code bucket}.
   *
   * @throws IllegalArgumentException if the store has no such bucket
   */
  ColumnFamilyHandle of(Bucket bucket) {
    ColumnFamilyHandle handle = handles.get(bucket);
    if (handle == null) {
      StoreLimits.checkBucket(bucket, buckets());
      throw new IllegalStateException("every bucket has a handle");
    }
    return handle;
  }

  /** The buckets that the store has. */
  Set<Bucket> buckets() {
    return handles.keySet();
  }

  Collection<ColumnFamilyHandle> all() {
    return handles.values();
  }
}
