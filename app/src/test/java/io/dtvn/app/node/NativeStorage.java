package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Whether this build has the library of bbolt: built where Go is found. */
final class NativeStorage {

  private static final String LIBRARY = "/linux-x86-64/libdtvnbbolt.so";

  private NativeStorage() {}

  /** Skips the test where the library was left out; fails it where it is required. */
  static void assumeThere() {
    boolean there = NativeStorage.class.getResource(LIBRARY) != null;
    assertThat(there || !Boolean.getBoolean("dtvn.require.native"))
        .as("want the library of bbolt, found none")
        .isTrue();
    assumeTrue(there, "bbolt was left out of this build: want Go, then build again");
  }
}
