package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.FailingMediumContractTest;

/** RocksDB on a medium that takes no more. */
final class RocksDbFailingMediumTest extends FailingMediumContractTest {

  @Override
  protected String type() {
    return "rocksdb";
  }
}
