package io.dtvn.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Sha256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The map against a root that is written down from the definition, over its whole content. */
final class AuthenticatedMapProperties {

  @Property
  void after_any_changes_root_size_and_values_are_those_of_the_content(
      @ForAll("histories") List<SortedMap<Digest, Optional<Digest>>> histories) {
    SortedMap<Digest, Digest> content = new TreeMap<>();
    AuthenticatedMap map = AuthenticatedMap.EMPTY;
    for (SortedMap<Digest, Optional<Digest>> updates : histories) {
      map = map.with(updates);
      updates.forEach((key, value) -> put(content, key, value));
      assertThat(map.root()).isEqualTo(naiveRoot(content));
      assertThat(map.size()).isEqualTo(content.size());
      for (Digest key : updates.keySet()) {
        assertThat(map.value(key)).isEqualTo(Optional.ofNullable(content.get(key)));
      }
    }
    assertThat(AuthenticatedMap.of(content).root()).isEqualTo(map.root());
  }

  @Property
  void the_order_of_changes_does_not_reach_the_root(
      @ForAll("contents") SortedMap<Digest, Digest> content,
      @ForAll("contents") SortedMap<Digest, Digest> detour,
      @ForAll Random random) {
    List<Digest> keys = new ArrayList<>(content.keySet());
    Collections.shuffle(keys, random);
    AuthenticatedMap map = AuthenticatedMap.of(detour);
    for (Digest key : keys) {
      map = map.with(single(key, Optional.ofNullable(content.get(key))));
    }
    List<Digest> toRemove = new ArrayList<>(detour.keySet());
    toRemove.removeAll(content.keySet());
    Collections.shuffle(toRemove, random);
    for (Digest key : toRemove) {
      map = map.with(single(key, Optional.empty()));
    }
    assertThat(map.root()).isEqualTo(AuthenticatedMap.of(content).root());
    assertThat(map.size()).isEqualTo(content.size());
  }

  @Property
  void an_older_version_keeps_its_root(
      @ForAll("contents") SortedMap<Digest, Digest> content,
      @ForAll("updates") SortedMap<Digest, Optional<Digest>> updates) {
    AuthenticatedMap before = AuthenticatedMap.of(content);
    Digest root = before.root();
    AuthenticatedMap unused = before.with(updates);
    assertThat(unused).isNotSameAs(before);
    assertThat(before.root()).isEqualTo(root).isEqualTo(naiveRoot(content));
    assertThat(before.size()).isEqualTo(content.size());
  }

  @Property
  void a_proof_shows_what_is_there_and_what_is_not(
      @ForAll("contents") SortedMap<Digest, Digest> content, @ForAll("keys") Digest key) {
    AuthenticatedMap map = AuthenticatedMap.of(content);
    MapProof proof = map.proof(key);
    assertThat(AuthenticatedMap.rootOf(key, proof)).isEqualTo(map.root());
    assertThat(proof.value(key)).isEqualTo(Optional.ofNullable(content.get(key)));
  }

  @Property
  void a_proof_of_one_key_shows_nothing_about_another(
      @ForAll("contents") SortedMap<Digest, Digest> content,
      @ForAll("keys") Digest key,
      @ForAll("keys") Digest other) {
    AuthenticatedMap map = AuthenticatedMap.of(content);
    MapProof proof = map.proof(other);
    Optional<Digest> root = rootOf(key, proof);
    if (root.isPresent() && root.get().equals(map.root())) {
      assertThat(proof.value(key)).isEqualTo(Optional.ofNullable(content.get(key)));
    }
  }

  @Property
  void a_proof_with_anything_changed_leads_to_another_root(
      @ForAll("contents") SortedMap<Digest, Digest> content,
      @ForAll("keys") Digest key,
      @ForAll Random random) {
    AuthenticatedMap map = AuthenticatedMap.of(content);
    MapProof proof = map.proof(key);
    if (proof.end().isEmpty()) {
      return;
    }
    assertThat(rootOf(key, damaged(proof, random))).isNotEqualTo(Optional.of(map.root()));
  }

  @Example
  void the_root_of_nothing_is_the_hash_of_nothing() {
    assertThat(AuthenticatedMap.EMPTY.root()).isEqualTo(new Sha256().digest());
    assertThat(AuthenticatedMap.EMPTY.size()).isZero();
    MapProof proof = AuthenticatedMap.EMPTY.proof(Digest.ZERO);
    assertThat(proof.value(Digest.ZERO)).isEmpty();
    assertThat(AuthenticatedMap.rootOf(Digest.ZERO, proof))
        .isEqualTo(AuthenticatedMap.EMPTY.root());
  }

  @Example
  void the_hashes_are_those_of_the_definition() {
    Digest left = Digest.ZERO;
    Digest right = new Digest(1, 0, 0, 0); // differs at bit 63
    Sha256 sha256 = new Sha256();
    Digest leftHash = sha256.update(0).update(left).update(right).digest();
    Digest rightHash = sha256.update(0).update(right).update(left).digest();
    Digest root = sha256.update(1).update(63).update(leftHash).update(rightHash).digest();
    TreeMap<Digest, Digest> content = new TreeMap<>(Map.of(left, right, right, left));
    assertThat(AuthenticatedMap.of(content).root()).isEqualTo(root);
  }

  @Example
  void a_change_without_effect_keeps_the_tree() {
    AuthenticatedMap map = AuthenticatedMap.of(new TreeMap<>(Map.of(Digest.ZERO, Digest.ZERO)));
    AuthenticatedMap same = map.with(single(new Digest(1, 2, 3, 4), Optional.empty()));
    assertThat(same.root()).isEqualTo(map.root());
    assertThat(same.size()).isEqualTo(1);
    assertThat(map.with(new TreeMap<>()).root()).isEqualTo(map.root());
  }

  @Example
  void unsorted_or_doubled_keys_are_refused() {
    Map.Entry<Digest, Digest> low = Map.entry(Digest.ZERO, Digest.ZERO);
    Map.Entry<Digest, Digest> high = Map.entry(new Digest(-1, 0, 0, 0), Digest.ZERO);
    assertThat(AuthenticatedMap.of(List.of(low, high)).size()).isEqualTo(2);
    assertThatThrownBy(() -> AuthenticatedMap.of(List.of(high, low)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AuthenticatedMap.of(List.of(low, low)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void a_proof_of_impossible_shape_is_refused() {
    MapProof.Step step = new MapProof.Step(3, Digest.ZERO);
    Optional<MapProof.Entry> end = Optional.of(new MapProof.Entry(Digest.ZERO, Digest.ZERO));
    MapProof nowhere = new MapProof(Optional.empty(), List.of(step));
    MapProof twice = new MapProof(end, List.of(step, step));
    MapProof outside = new MapProof(end, List.of(new MapProof.Step(256, Digest.ZERO)));
    for (MapProof proof : List.of(nowhere, twice, outside)) {
      assertThatThrownBy(() -> AuthenticatedMap.rootOf(Digest.ZERO, proof))
          .isInstanceOf(MalformedException.class);
    }
  }

  /** The definition: a leaf alone, else a branch where the keys first differ. */
  private static Digest naiveRoot(SortedMap<Digest, Digest> content) {
    Sha256 sha256 = new Sha256();
    if (content.isEmpty()) {
      return sha256.digest();
    }
    if (content.size() == 1) {
      Map.Entry<Digest, Digest> only = content.entrySet().iterator().next();
      return sha256.update(0).update(only.getKey()).update(only.getValue()).digest();
    }
    int bit = 0;
    while (bit(content.firstKey(), bit) == bit(content.lastKey(), bit)) {
      bit++;
    }
    SortedMap<Digest, Digest> zeros = new TreeMap<>();
    SortedMap<Digest, Digest> ones = new TreeMap<>();
    for (Map.Entry<Digest, Digest> entry : content.entrySet()) {
      (bit(entry.getKey(), bit) == 0 ? zeros : ones).put(entry.getKey(), entry.getValue());
    }
    Digest left = naiveRoot(zeros);
    Digest right = naiveRoot(ones);
    return sha256.update(1).update(bit).update(left).update(right).digest();
  }

  private static int bit(Digest key, int index) {
    return key.toBytes()[index / 8] >> (7 - index % 8) & 1;
  }

  private static Optional<Digest> rootOf(Digest key, MapProof proof) {
    try {
      return Optional.of(AuthenticatedMap.rootOf(key, proof));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static MapProof damaged(MapProof proof, Random random) {
    MapProof.Entry end = proof.end().orElseThrow();
    List<MapProof.Step> steps = new ArrayList<>(proof.steps());
    int place = random.nextInt(steps.size() + 1);
    if (place == steps.size()) {
      MapProof.Entry lie = new MapProof.Entry(end.key(), Digest.of(end.value().toBytes()));
      return new MapProof(Optional.of(lie), steps);
    }
    MapProof.Step step = steps.get(place);
    switch (random.nextInt(3)) {
      case 0 -> steps.set(place, new MapProof.Step(step.bit() ^ 1, step.sibling()));
      case 1 -> steps.set(place, new MapProof.Step(step.bit(), end.value()));
      default -> steps.remove(place);
    }
    return new MapProof(proof.end(), steps);
  }

  private static SortedMap<Digest, Optional<Digest>> single(Digest key, Optional<Digest> value) {
    return new TreeMap<>(Map.of(key, value));
  }

  private static void put(SortedMap<Digest, Digest> content, Digest key, Optional<Digest> value) {
    if (value.isPresent()) {
      content.put(key, value.get());
    } else {
      content.remove(key);
    }
  }

  /** Keys that share long prefixes, so that they branch at every bit position, and collide. */
  @Provide
  Arbitrary<Digest> keys() {
    Arbitrary<Long> word = Arbitraries.of(0L, 1L, 2L, 3L, -1L, Long.MIN_VALUE, 1L << 62);
    Arbitrary<Digest> near = Combinators.combine(word, word, word, word).as(Digest::new);
    Arbitrary<Digest> far = Arbitraries.bytes().map(b -> Digest.of(new byte[] {b}));
    return Arbitraries.oneOf(near, far);
  }

  @Provide
  Arbitrary<SortedMap<Digest, Digest>> contents() {
    return Arbitraries.maps(keys(), keys()).ofMaxSize(40).map(TreeMap::new);
  }

  @Provide
  Arbitrary<SortedMap<Digest, Optional<Digest>>> updates() {
    return Arbitraries.maps(keys(), keys().optional(0.6)).ofMaxSize(20).map(TreeMap::new);
  }

  @Provide
  Arbitrary<List<SortedMap<Digest, Optional<Digest>>>> histories() {
    return updates().list().ofMaxSize(8);
  }
}
