package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.CrashContractTest;

/** RocksDB under kill -9. */
final class RocksDbCrashTest extends CrashContractTest {

  @Override
  protected String type() {
    return "rocksdb";
  }
}
