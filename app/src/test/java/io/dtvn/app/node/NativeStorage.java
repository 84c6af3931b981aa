package io.dtvn.app.node;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;

/** Whether this build has the library of bbolt: built where Go is found, required by CI's build. */
final class NativeStorage {

  private NativeStorage() {}

  /** Skips the test where the library was left out. */
  static void assumeThere() {
    boolean there =
        Stream.of("linux-x86-64", "linux-aarch64", "darwin-x86-64", "darwin-aarch64")
            .flatMap(
                platform -> Stream.of("so", "dylib").map(end -> platform + "/libdtvnbbolt." + end))
            .anyMatch(name -> NativeStorage.class.getClassLoader().getResource(name) != null);
    assumeTrue(
        there, "bbolt was left out of this build: want Go 1.23 and a C compiler, then build");
  }
}
