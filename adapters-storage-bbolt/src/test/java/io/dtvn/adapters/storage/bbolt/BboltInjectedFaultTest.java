package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.files.InjectedFaultContractTest;

/** Bbolt when single calls fail. */
@NeedsBbolt
final class BboltInjectedFaultTest extends InjectedFaultContractTest {

  @Override
  protected String type() {
    return "boltdb";
  }
}
