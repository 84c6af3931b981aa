package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.files.DamageMatrixContractTest;

/** Bbolt with each of its files damaged in each way. */
@NeedsBbolt
final class BboltDamageMatrixTest extends DamageMatrixContractTest {

  @Override
  protected String type() {
    return "boltdb";
  }
}
