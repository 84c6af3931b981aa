/**
 * {@link io.dtvn.ports.out.KeyValueStore} on RocksDB. Start with {@link
 * io.dtvn.adapters.storage.rocksdb.RocksDbStorageProvider}. The rule of this package: damage is
 * refused, never skipped; where RocksDB would open and be silently older than what was
 * acknowledged, a note beside it tells.
 */
@NullMarked
package io.dtvn.adapters.storage.rocksdb;

import org.jspecify.annotations.NullMarked;
