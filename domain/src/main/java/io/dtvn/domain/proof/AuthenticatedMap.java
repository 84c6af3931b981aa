package io.dtvn.domain.proof;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A map from 256-bit keys to digests whose root commits to its whole content: a binary Patricia
 * trie that branches only where keys differ. Immutable: a change makes a new version that shares
 * with the old one everything beside the ways to the changed keys. Safe for use by several threads.
 *
 * <p>Hashes: {@code H(0x00 | key | value)} of an entry, {@code H(0x01 | bit u8 | left | right)} of
 * a branch at that bit, SHA-256 of nothing for the empty map. The root depends on the content
 * alone, never on the order in which it came about.
 */
public final class AuthenticatedMap {

  /** The map without entries. */
  public static final AuthenticatedMap EMPTY = new AuthenticatedMap(null, 0);

  private final @Nullable MapNode top;
  private final int size;

  private AuthenticatedMap(@Nullable MapNode top, int size) {
    this.top = top;
    this.size = size;
  }

  /**
   * The map with these entries, in one pass.
   *
   * @param sorted in ascending order of keys, each once
   * @throws IllegalArgumentException if they are not
   */
  public static AuthenticatedMap of(Iterable<? extends Map.Entry<Digest, Digest>> sorted) {
    List<MapUpdate.Change> changes = new ArrayList<>();
    for (Map.Entry<Digest, Digest> entry : sorted) {
      Digest key = entry.getKey();
      changes.add(new MapUpdate.Change(key, new MapNode.Leaf(key, entry.getValue())));
    }
    return EMPTY.with(changes);
  }

  /** The map with the entries of {@code entries}, which is in the natural order of its keys. */
  public static AuthenticatedMap of(SortedMap<Digest, Digest> entries) {
    return of(entries.entrySet());
  }

  /**
   * This map with {@code updates} made: a value is put, empty removes. To remove what is not there
   * changes nothing. Takes about ten hashes for each key when many are given at once.
   *
   * @param updates in the natural order of its keys
   */
  public AuthenticatedMap with(SortedMap<Digest, Optional<Digest>> updates) {
    List<MapUpdate.Change> changes = new ArrayList<>(updates.size());
    updates.forEach(
        (key, value) ->
            changes.add(
                new MapUpdate.Change(key, value.map(v -> new MapNode.Leaf(key, v)).orElse(null))));
    return with(changes);
  }

  private AuthenticatedMap with(List<MapUpdate.Change> changes) {
    for (int i = 1; i < changes.size(); i++) {
      if (changes.get(i - 1).key().compareTo(changes.get(i).key()) >= 0) {
        throw new IllegalArgumentException("keys: want ascending order, each once");
      }
    }
    MapUpdate update = new MapUpdate(changes);
    MapNode changed = update.applyTo(top);
    return new AuthenticatedMap(changed, Math.addExact(size, update.sizeDelta()));
  }

  /** Commits to the whole content. */
  public Digest root() {
    Sha256 sha256 = new Sha256();
    return top == null ? sha256.digest() : top.hash(sha256);
  }

  /** Number of entries. */
  public int size() {
    return size;
  }

  /** What is held under {@code key}, or empty if nothing. */
  public Optional<Digest> value(Digest key) {
    MapNode node = top;
    while (node instanceof MapNode.Branch branch) {
      node = branch.towards(key);
    }
    return node instanceof MapNode.Leaf leaf && leaf.key().equals(key)
        ? Optional.of(leaf.value())
        : Optional.empty();
  }

  /** Shows what is held under {@code key}, or that nothing is. */
  public MapProof proof(Digest key) {
    Sha256 sha256 = new Sha256();
    List<MapProof.Step> steps = new ArrayList<>();
    MapNode node = top;
    while (node instanceof MapNode.Branch branch) {
      steps.add(new MapProof.Step(branch.bit(), branch.besides(key).hash(sha256)));
      node = branch.towards(key);
    }
    return new MapProof(
        node instanceof MapNode.Leaf leaf
            ? Optional.of(new MapProof.Entry(leaf.key(), leaf.value()))
            : Optional.empty(),
        steps);
  }

  /**
   * The root of the map in which {@code proof} is true of {@code key}. Equal to a root that is
   * trusted, {@link MapProof#value} is true there: the tree of a content is unique, and in it the
   * bits of a key lead to one entry only.
   *
   * @throws MalformedException if no map has such a way
   */
  public static Digest rootOf(Digest key, MapProof proof) {
    Sha256 sha256 = new Sha256();
    if (proof.end().isEmpty()) {
      if (!proof.steps().isEmpty()) {
        throw new MalformedException("map proof: want an entry at the end of the way");
      }
      return sha256.digest();
    }
    MapProof.Entry end = proof.end().get();
    Digest hash = MapNode.Leaf.hash(end.key(), end.value(), sha256);
    int below = Digest.BYTES * Byte.SIZE;
    for (MapProof.Step step : proof.steps().reversed()) {
      if (step.bit() < 0 || step.bit() >= below) {
        throw new MalformedException("map proof: want bits that rise on the way down");
      }
      below = step.bit();
      hash =
          key.bit(below)
              ? MapNode.Branch.hash(below, step.sibling(), hash, sha256)
              : MapNode.Branch.hash(below, hash, step.sibling(), sha256);
    }
    return hash;
  }
}
