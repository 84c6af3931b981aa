package io.dtvn.adapters.storage.bbolt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class ShimTest {

  @Test
  void a_program_that_was_built_without_bbolt_says_how_to_get_it() throws IOException {
    try (URLClassLoader without = new URLClassLoader(new URL[0], null)) {
      assertThatThrownBy(() -> Shim.checkBuilt(without))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith("boltdb: want the bbolt library for ")
          .hasMessageContaining("install Go 1.23 or newer")
          .hasMessageContaining("build again, or choose another storage.type");
    }
  }
}
