package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.DamageMatrixContractTest;
import java.nio.file.Path;

/** RocksDB with each of its files damaged in each way. */
final class RocksDbDamageMatrixTest extends DamageMatrixContractTest {

  @Override
  protected String type() {
    return "rocksdb";
  }

  /** A log does not say whose it is, other than a table. */
  @Override
  protected boolean isTakenFromOthers(Path file) {
    return file.toString().endsWith(".log");
  }
}
