package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.domain.codec.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * A native iterator between two bounds, which RocksDB is told, so that it reads nothing beyond
 * them. The bounds must live as long as the iterator.
 */
record BoundedIterator(RocksIterator rocks, ReadOptions options, List<Slice> bounds) {

  /** Opens it at the first entry in the direction of {@code range}; takes {@code options} over. */
  static BoundedIterator open(
      RocksDB database, ColumnFamilyHandle family, ReadOptions options, RocksDbScan.Range range) {
    List<Slice> bounds = new ArrayList<>();
    Bytes from = range.from();
    if (from.length() > 0) {
      Slice lower = new Slice(from.unsafeArray());
      bounds.add(lower);
      options.setIterateLowerBound(lower);
    }
    if (range.to().length() > 0) {
      // A range that ends before it begins is empty.
      Bytes to = range.to().compareTo(from) < 0 ? from : range.to();
      Slice upper = new Slice(to.unsafeArray());
      bounds.add(upper);
      options.setIterateUpperBound(upper);
    }
    RocksIterator rocks = database.newIterator(family, options);
    if (range.backward()) {
      rocks.seekToLast();
    } else {
      rocks.seekToFirst();
    }
    return new BoundedIterator(rocks, options, bounds);
  }

  void free() {
    rocks.close();
    options.close();
    bounds.forEach(Slice::close);
  }
}
