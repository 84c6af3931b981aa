package io.dtvn.application.execution;

import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.BundleWindowCodec;
import io.dtvn.domain.ledger.Ledger;
import io.dtvn.domain.ledger.StateKeys;
import io.dtvn.domain.proof.AuthenticatedMap;
import io.dtvn.domain.ticket.TicketCodec;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Scan;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Computes the state root twice over: from the ledger's tables, and from the tree's leaves. */
final class StoredOracle {

  private final KeyValueStore store;
  private final SortedMap<Digest, Digest> genesisLeaves;

  StoredOracle(ExecutionFixture node) {
    this.store = node.store;
    this.genesisLeaves = new Ledger(node.network.genesis()).genesisLeaves();
  }

  /** The root that tickets, tables and head have, from scratch. */
  Digest stateRoot() {
    TreeMap<Digest, Digest> leaves = new TreeMap<>(genesisLeaves);
    each(
        Buckets.TICKETS,
        entry ->
            leaves.put(
                StateKeys.ticket(TicketCodec.decode(entry.value()).id()), entry.value().sha256()));
    each(
        Buckets.BUNDLES,
        entry ->
            leaves.put(
                StateKeys.bundles(BundleWindowCodec.decode(entry.value()).gateway()),
                entry.value().sha256()));
    each(Buckets.OPERATION_SLOTS, entry -> addSlot(entry, leaves));
    store
        .read(Buckets.METADATA, Keys.HEAD)
        .ifPresent(head -> leaves.put(StateKeys.head(), head.sha256()));
    return AuthenticatedMap.of(leaves).root();
  }

  /** The root of the stored leaves with all changes since the checkpoint. */
  Digest storedRoot() {
    TreeMap<Digest, Optional<Digest>> leaves = new TreeMap<>();
    each(
        Buckets.LEAVES,
        entry ->
            leaves.put(
                Digest.fromBytes(entry.key().toBytes(), 0),
                Optional.of(Digest.fromBytes(entry.value().toBytes(), 0))));
    PendingLeaves.open(store).takeUpTo(Long.MAX_VALUE).forEach(leaves::putAll);
    return AuthenticatedMap.EMPTY.with(leaves).root();
  }

  private void addSlot(Scan.Entry slot, Map<Digest, Digest> leaves) {
    TreeSet<Bytes> entries = new TreeSet<>();
    CanonicalReader keys = CanonicalReader.of(slot.value());
    while (keys.remaining() > 0) {
      Bytes key = keys.bytes(KeyValueStore.KEY_BYTES_MAX);
      Bytes operation = store.read(Buckets.OPERATIONS, key).orElseThrow();
      entries.add(new CanonicalWriter().raw(key).raw(operation).bytes());
    }
    CanonicalWriter all = new CanonicalWriter();
    entries.forEach(all::raw);
    leaves.put(StateKeys.operations(Keys.sequence(slot.key())), all.sha256());
  }

  private void each(Bucket bucket, Consumer<Scan.Entry> consumer) {
    try (Scan scan = store.scan(bucket, Bytes.EMPTY, Bytes.EMPTY)) {
      scan.forEachRemaining(consumer);
    }
  }
}
