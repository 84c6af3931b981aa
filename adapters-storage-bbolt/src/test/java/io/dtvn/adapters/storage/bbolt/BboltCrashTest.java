package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.files.CrashContractTest;

/** Bbolt under kill -9. */
@NeedsBbolt
final class BboltCrashTest extends CrashContractTest {

  @Override
  protected String type() {
    return "boltdb";
  }
}
