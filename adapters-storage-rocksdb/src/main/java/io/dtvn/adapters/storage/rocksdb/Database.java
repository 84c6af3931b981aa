package io.dtvn.adapters.storage.rocksdb;

import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;

/** An open database with what it needs to be read, and what is freed with it. */
record Database(
    RocksDB rocks,
    List<ColumnFamilyHandle> handles,
    Families families,
    StoreOptions options,
    Failures failures) {

  /** Frees everything, in the order that the native side wants. Unsynced writes stay in the log. */
  void free() {
    handles.forEach(ColumnFamilyHandle::close);
    rocks.close();
    options.close();
  }
}
