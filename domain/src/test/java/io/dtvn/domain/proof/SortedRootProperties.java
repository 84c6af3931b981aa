package io.dtvn.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Digest;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SortedRootProperties {

  private static final Digest ONE = new Digest(0, 0, 0, 1);

  @Property(tries = 300)
  void it_is_the_root_of_the_map_with_the_same_entries(@ForAll List<Integer> seeds) {
    TreeMap<Digest, Digest> entries = new TreeMap<>();
    for (int seed : seeds) {
      Digest value = Digest.of(new byte[] {(byte) seed, (byte) (seed >> 8)});
      // keys that share long beginnings as well as keys that share nothing
      entries.put(seed % 2 == 0 ? value : new Digest(0, 0, seed & 3, Math.abs((long) seed)), value);
    }
    SortedRoot root = new SortedRoot();
    entries.forEach(root::add);

    assertThat(root.root()).isEqualTo(AuthenticatedMap.of(entries).root());
  }

  @Example
  void without_entries_it_is_that_of_the_empty_map() {
    assertThat(new SortedRoot().root()).isEqualTo(AuthenticatedMap.EMPTY.root());
  }

  @Example
  void a_key_twice_or_out_of_order_is_refused() {
    SortedRoot root = new SortedRoot();
    root.add(ONE, ONE);

    assertThatThrownBy(() -> root.add(ONE, ONE)).hasMessageContaining("ascending");
    assertThatThrownBy(() -> root.add(Digest.ZERO, ONE)).hasMessageContaining("ascending");
  }
}
