package io.dtvn.application.execution;

import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.proof.AuthenticatedMap;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.Event.OwnCheckpoint;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The authenticated map over the whole state at its newest checkpoints, in memory, with its leaves
 * in the store. Versions share what is equal: the newest is kept, and of older ones the last two
 * stable, because a peer may be fetching. Thread-safe; {@link #fold} is called by one thread.
 */
final class StateTree {

  private static final int STABLE_VERSIONS = 2;

  private final KeyValueStore store;
  private final NavigableMap<Long, AuthenticatedMap> versions = new TreeMap<>();
  private final NavigableMap<Long, Boolean> stable = new TreeMap<>();

  private StateTree(KeyValueStore store) {
    this.store = store;
  }

  /**
   * The tree in {@code store}, or the one with {@code genesisLeaves} in a store that has none.
   *
   * @throws StorageDamagedException if the stored leaves do not have the recorded root
   */
  static StateTree open(KeyValueStore store, SortedMap<Digest, Digest> genesisLeaves) {
    StateTree tree = new StateTree(store);
    Optional<OwnCheckpoint> taken = taken(store);
    if (taken.isEmpty()) {
      tree.begin(genesisLeaves);
    } else {
      tree.versions.put(taken.get().sequence(), tree.load(taken.get()));
    }
    return tree;
  }

  /** The newest checkpoint; its sequence number is 0 before the first. */
  synchronized OwnCheckpoint newest() {
    return new OwnCheckpoint(versions.lastKey(), versions.lastEntry().getValue().root());
  }

  /** The map at checkpoint {@code sequence}, or empty if it is not kept. */
  synchronized Optional<AuthenticatedMap> version(long sequence) {
    return Optional.ofNullable(versions.get(sequence));
  }

  /**
   * Makes the version at {@code sequence} and writes it, synced: the changed leaves, the root, and
   * the end of the changes that led to it.
   *
   * @param changes of the batches since the newest version up to this one, oldest first
   * @return its root
   */
  Digest fold(long sequence, List<SortedMap<Digest, Optional<Digest>>> changes) {
    TreeMap<Digest, Optional<Digest>> merged = new TreeMap<>();
    changes.forEach(merged::putAll);
    AuthenticatedMap next = newestVersion().with(merged);
    OwnCheckpoint taken = new OwnCheckpoint(sequence, next.root());
    WriteBatch write = new WriteBatch();
    merged.forEach((key, value) -> write(write, key, value));
    write.deleteRange(Buckets.LEAF_CHANGES, Keys.sequence(0), Keys.sequence(sequence + 1));
    write.put(Buckets.METADATA, Keys.CHECKPOINT_TAKEN, encode(taken));
    store.write(write, Durability.SYNCED);
    synchronized (this) {
      versions.put(sequence, next);
      dropOld();
    }
    return taken.stateRoot();
  }

  /** The checkpoint at {@code sequence} is stable: drops versions nobody will ask for. */
  synchronized void onStable(long sequence) {
    stable.put(sequence, true);
    while (stable.size() > STABLE_VERSIONS) {
      stable.pollFirstEntry();
    }
    dropOld();
  }

  private void dropOld() {
    if (!stable.isEmpty()) {
      long oldest = stable.firstKey();
      versions.headMap(Math.min(oldest, versions.lastKey())).clear();
    }
  }

  private synchronized AuthenticatedMap newestVersion() {
    return versions.lastEntry().getValue();
  }

  private void begin(SortedMap<Digest, Digest> genesisLeaves) {
    AuthenticatedMap genesis = AuthenticatedMap.of(genesisLeaves);
    WriteBatch write = new WriteBatch();
    genesisLeaves.forEach((key, value) -> write(write, key, Optional.of(value)));
    write.put(
        Buckets.METADATA, Keys.CHECKPOINT_TAKEN, encode(new OwnCheckpoint(0, genesis.root())));
    store.write(write, Durability.SYNCED);
    versions.put(0L, genesis);
  }

  private AuthenticatedMap load(OwnCheckpoint taken) {
    try (Scan scan = store.scan(Buckets.LEAVES, Bytes.EMPTY, Bytes.EMPTY)) {
      AuthenticatedMap map = AuthenticatedMap.of(() -> new Leaves(scan));
      if (!map.root().equals(taken.stateRoot())) {
        throw new StorageDamagedException(
            ("state tree: want root %s of checkpoint %d, found leaves with root %s; restore the"
                    + " data folder from a backup")
                .formatted(taken.stateRoot(), taken.sequence(), map.root()));
      }
      return map;
    }
  }

  static Optional<OwnCheckpoint> taken(Reads store) {
    return store
        .read(Buckets.METADATA, Keys.CHECKPOINT_TAKEN)
        .map(CanonicalReader::of)
        .map(in -> new OwnCheckpoint(in.u64(), in.digest()));
  }

  private static Bytes encode(OwnCheckpoint taken) {
    return new CanonicalWriter().u64(taken.sequence()).digest(taken.stateRoot()).bytes();
  }

  private static void write(WriteBatch write, Digest key, Optional<Digest> value) {
    if (value.isPresent()) {
      write.put(Buckets.LEAVES, Keys.leaf(key), Keys.leaf(value.get()));
    } else {
      write.delete(Buckets.LEAVES, Keys.leaf(key));
    }
  }

  /** Stored leaves as entries. */
  private record Leaves(Scan scan) implements Iterator<Map.Entry<Digest, Digest>> {

    @Override
    public boolean hasNext() {
      return scan.hasNext();
    }

    @Override
    public Map.Entry<Digest, Digest> next() {
      Scan.Entry entry = scan.next();
      return new SimpleImmutableEntry<>(
          Digest.fromBytes(entry.key().unsafeArray(), 0),
          Digest.fromBytes(entry.value().unsafeArray(), 0));
    }
  }
}
