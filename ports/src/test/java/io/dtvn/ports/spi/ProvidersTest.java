package io.dtvn.ports.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProvidersTest {

  private record Named(String name) implements Provider {}

  private static final Named MEMORY = new Named("memory");
  private static final Named ROCKSDB = new Named("rocksdb");

  @Test
  void the_one_of_that_name_is_chosen() {
    assertThat(Providers.select("storage.type", "rocksdb", List.of(MEMORY, ROCKSDB)))
        .isSameAs(ROCKSDB);
  }

  @Test
  void an_unknown_name_lists_what_is_installed_in_order() {
    assertThatThrownBy(() -> Providers.select("storage.type", "rocks", List.of(ROCKSDB, MEMORY)))
        .isInstanceOf(UnknownProviderException.class)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("storage.type 'rocks': want one of [memory, rocksdb]");
  }

  @Test
  void a_name_is_compared_to_the_letter() {
    for (String near : List.of("RocksDB", " rocksdb", "rocksdb ", "")) {
      assertThatThrownBy(() -> Providers.select("storage.type", near, List.of(ROCKSDB)))
          .isInstanceOf(UnknownProviderException.class);
    }
  }

  @Test
  void nothing_installed_is_said() {
    assertThatThrownBy(() -> Providers.select("network.type", "memory", List.of()))
        .isInstanceOf(UnknownProviderException.class)
        .hasMessage("network.type 'memory': want one of []");
  }

  @Test
  void a_name_that_two_have_chooses_neither() {
    List<Named> installed = List.of(ROCKSDB, MEMORY, new Named("rocksdb"));
    assertThatThrownBy(() -> Providers.select("storage.type", "rocksdb", installed))
        .isInstanceOf(UnknownProviderException.class)
        .hasMessage(
            "storage.type 'rocksdb': want exactly one of that name, found 2 in"
                + " [memory, rocksdb, rocksdb]");
    assertThat(Providers.select("storage.type", "memory", installed)).isSameAs(MEMORY);
  }
}
