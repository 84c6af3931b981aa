package io.dtvn.benchmarks.storage;

import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.Annuller;
import io.dtvn.domain.ledger.BundleWindow;
import io.dtvn.domain.ledger.BundleWindowCodec;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.LedgerChanges;
import io.dtvn.domain.ledger.LedgerChanges.RememberedOperation;
import io.dtvn.domain.ledger.LedgerHead;
import io.dtvn.domain.ledger.LedgerHeadCodec;
import io.dtvn.domain.ledger.LedgerState;
import io.dtvn.domain.ledger.OperationKey;
import io.dtvn.domain.ledger.OperationRecord;
import io.dtvn.domain.ledger.OperationRecordCodec;
import io.dtvn.domain.ticket.HistoryCodec;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketCodec;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.WriteBatch;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A ledger's state that is read from the store at every turn, with the rows that a node writes. */
final class StateInStore implements LedgerState {

  private final KeyValueStore store;
  private final TreeMap<Digest, Optional<Digest>> sinceCheckpoint = new TreeMap<>();
  private BundleWindow window;
  private LedgerHead head;

  private StateInStore(KeyValueStore store, BundleWindow window, LedgerHead head) {
    this.store = store;
    this.window = window;
    this.head = head;
  }

  /** What {@code store} holds, written through one gateway. */
  static StateInStore of(KeyValueStore store, PublicKey gateway) {
    return new StateInStore(
        store,
        store
            .read(Buckets.BUNDLES, Keys.gateway(gateway))
            .map(BundleWindowCodec::decode)
            .orElse(BundleWindow.empty(gateway)),
        store
            .read(Buckets.METADATA, Keys.HEAD)
            .map(LedgerHeadCodec::decode)
            .orElse(LedgerHead.GENESIS));
  }

  @Override
  public LedgerHead head() {
    return head;
  }

  @Override
  public Optional<Ticket> ticket(TicketId id) {
    return store.read(Buckets.TICKETS, Keys.ticket(id)).map(TicketCodec::decode);
  }

  @Override
  public Optional<OperationRecord> operation(OperationKey key) {
    return store
        .read(Buckets.OPERATIONS, OperationRecordCodec.encode(key))
        .map(OperationRecordCodec::decode);
  }

  @Override
  public BundleWindow bundles(PublicKey gateway) {
    return window;
  }

  @Override
  public long annulments(Annuller annuller) {
    return 0;
  }

  @Override
  public List<TicketId> endedHolds(long blockTime, int limit) {
    return List.of();
  }

  void addTo(WriteBatch write, Execution execution) {
    LedgerChanges changes = execution.changes();
    long s = execution.head().sequence();
    for (Ticket ticket : changes.tickets()) {
      write.put(Buckets.TICKETS, Keys.ticket(ticket.id()), TicketCodec.encode(ticket));
    }
    for (HistoryEntry entry : changes.history()) {
      Bytes key = Keys.history(entry.ticketId(), entry.number());
      write.put(Buckets.HISTORY, key, HistoryCodec.encode(entry));
    }
    for (BundleWindow changed : changes.bundles()) {
      Bytes key = Keys.gateway(changed.gateway());
      write.put(Buckets.BUNDLES, key, BundleWindowCodec.encode(changed));
    }
    CanonicalWriter operations = new CanonicalWriter();
    for (RememberedOperation remembered : changes.operations()) {
      Bytes key = OperationRecordCodec.encode(remembered.key());
      operations.bytes(key);
      write.put(Buckets.OPERATIONS, key, OperationRecordCodec.encode(remembered.operation()));
    }
    write.put(Buckets.OPERATION_SLOTS, Keys.sequence(s), operations.bytes());
    SortedMap<Digest, Optional<Digest>> leaves = changes.leaves();
    leaves.forEach(
        (key, value) ->
            write.put(
                Buckets.LEAF_CHANGES,
                Keys.leafChange(s, key),
                value.map(Keys::leaf).orElse(Bytes.EMPTY)));
    write.put(Buckets.METADATA, Keys.HEAD, LedgerHeadCodec.encode(execution.head()));
  }

  /** What was {@link #addTo added} last is stored. */
  void onStored(Execution execution) {
    head = execution.head();
    execution.changes().bundles().forEach(changed -> window = changed);
    sinceCheckpoint.putAll(execution.changes().leaves());
  }

  /** What a checkpoint at {@code sequence} writes. */
  WriteBatch fold(long sequence) {
    WriteBatch write = new WriteBatch();
    sinceCheckpoint.forEach(
        (key, value) ->
            value.ifPresentOrElse(
                hash -> write.put(Buckets.LEAVES, Keys.leaf(key), Keys.leaf(hash)),
                () -> write.delete(Buckets.LEAVES, Keys.leaf(key))));
    write.deleteRange(Buckets.LEAF_CHANGES, Keys.sequence(0), Keys.sequence(sequence + 1));
    sinceCheckpoint.clear();
    return write;
  }
}
