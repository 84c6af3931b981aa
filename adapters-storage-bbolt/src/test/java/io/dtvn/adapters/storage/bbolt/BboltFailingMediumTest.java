package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.files.FailingMediumContractTest;

/** Bbolt on a medium that takes no more. */
@NeedsBbolt
final class BboltFailingMediumTest extends FailingMediumContractTest {

  @Override
  protected String type() {
    return "boltdb";
  }
}
