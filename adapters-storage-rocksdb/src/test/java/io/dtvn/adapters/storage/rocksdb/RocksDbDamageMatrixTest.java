package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.DamageMatrixContractTest;

/** RocksDB with each of its files damaged in each way. */
final class RocksDbDamageMatrixTest extends DamageMatrixContractTest {

  @Override
  protected String type() {
    return "rocksdb";
  }
}
