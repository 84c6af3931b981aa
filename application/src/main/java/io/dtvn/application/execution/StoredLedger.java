package io.dtvn.application.execution;

import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.application.store.TicketCounts;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.Annuller;
import io.dtvn.domain.ledger.BundleWindow;
import io.dtvn.domain.ledger.BundleWindowCodec;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.LedgerChanges;
import io.dtvn.domain.ledger.LedgerChanges.Annulments;
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
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.WriteBatch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ledger's state in the store. Hot tickets and all gateway tables stay in memory; {@link
 * #onStored} keeps them equal to what was written. Used by the executor's thread only.
 */
final class StoredLedger implements LedgerState {

  private static final int TICKETS_IN_MEMORY = 32_768;
  private static final long NO_HOLD = Long.MAX_VALUE;

  private final KeyValueStore store;
  private final RecentTickets tickets = new RecentTickets(TICKETS_IN_MEMORY);
  private final Set<TicketId> absent = new HashSet<>(); // of those the batch in hand asked for
  private final TreeMap<PublicKey, BundleWindow> bundles = new TreeMap<>();
  private LedgerHead head;
  private TicketCounts counts;
  private TicketCounts nextCounts;
  private long earliestHold;
  private boolean holdsChanged;

  private StoredLedger(KeyValueStore store) {
    this.store = store;
    this.head =
        store
            .read(Buckets.METADATA, Keys.HEAD)
            .map(LedgerHeadCodec::decode)
            .orElse(LedgerHead.GENESIS);
    this.counts = TicketCounts.read(store);
    this.nextCounts = counts;
    this.earliestHold = earliestHold();
  }

  /** What {@code store} holds. */
  static StoredLedger open(KeyValueStore store) {
    StoredLedger ledger = new StoredLedger(store);
    try (Scan scan = store.scan(Buckets.BUNDLES, Bytes.EMPTY, Bytes.EMPTY)) {
      while (scan.hasNext()) {
        BundleWindow window = BundleWindowCodec.decode(scan.next().value());
        ledger.bundles.put(window.gateway(), window);
      }
    }
    return ledger;
  }

  @Override
  public LedgerHead head() {
    return head;
  }

  @Override
  public Optional<Ticket> ticket(TicketId id) {
    Optional<Ticket> recent = tickets.find(id);
    if (recent.isPresent() || absent.contains(id)) {
      return recent;
    }
    Optional<Ticket> stored = store.read(Buckets.TICKETS, Keys.ticket(id)).map(TicketCodec::decode);
    stored.ifPresentOrElse(tickets::keep, () -> absent.add(id));
    return stored;
  }

  @Override
  public Optional<OperationRecord> operation(OperationKey key) {
    return store
        .read(Buckets.OPERATIONS, OperationRecordCodec.encode(key))
        .map(OperationRecordCodec::decode);
  }

  @Override
  public BundleWindow bundles(PublicKey gateway) {
    BundleWindow window = bundles.get(gateway);
    return window == null ? BundleWindow.empty(gateway) : window;
  }

  @Override
  public long annulments(Annuller annuller) {
    return store.read(Buckets.ANNULMENTS, annuller.encoded()).map(Keys::sequence).orElse(0L);
  }

  @Override
  public List<TicketId> endedHolds(long blockTime, int limit) {
    List<TicketId> ended = new ArrayList<>();
    if (blockTime < earliestHold) {
      return ended;
    }
    try (Scan scan = store.scan(Buckets.HOLDS, Bytes.EMPTY, Keys.sequence(blockTime + 1))) {
      while (scan.hasNext() && ended.size() < limit) {
        ended.add(Keys.holdTicket(scan.next().key()));
      }
    }
    return ended;
  }

  /** The tables of all gateways, sorted by key. */
  List<BundleWindow> windows() {
    return List.copyOf(bundles.values());
  }

  /** Adds everything that {@code execution} changes to {@code write}. */
  void addTo(WriteBatch write, Execution execution) {
    LedgerChanges changes = execution.changes();
    addTickets(write, changes.tickets());
    for (HistoryEntry entry : changes.history()) {
      write.put(
          Buckets.HISTORY,
          Keys.history(entry.ticketId(), entry.number()),
          HistoryCodec.encode(entry));
    }
    for (BundleWindow window : changes.bundles()) {
      write.put(Buckets.BUNDLES, Keys.gateway(window.gateway()), BundleWindowCodec.encode(window));
    }
    for (Annulments annulments : changes.annulments()) {
      write.put(
          Buckets.ANNULMENTS, annulments.annuller().encoded(), Keys.sequence(annulments.count()));
    }
    addOperations(write, execution.head().sequence(), changes);
    changes
        .leaves()
        .forEach(
            (key, value) ->
                write.put(
                    Buckets.LEAF_CHANGES,
                    Keys.leafChange(execution.head().sequence(), key),
                    value.map(Keys::leaf).orElse(Bytes.EMPTY)));
    write.put(Buckets.METADATA, Keys.HEAD, LedgerHeadCodec.encode(execution.head()));
  }

  /** What was {@link #addTo added} last is stored. */
  void onStored(Execution execution) {
    counts = nextCounts;
    absent.clear();
    execution.changes().tickets().forEach(tickets::keep);
    if (holdsChanged) {
      earliestHold = earliestHold();
    }
    execution.changes().bundles().forEach(window -> bundles.put(window.gateway(), window));
    head = execution.head();
  }

  private void addTickets(WriteBatch write, List<Ticket> changed) {
    holdsChanged = false;
    if (changed.isEmpty()) {
      return;
    }
    Map<TicketState, Long> movements = new EnumMap<>(TicketState.class);
    for (Ticket ticket : changed) {
      Optional<Ticket> before = ticket(ticket.id());
      write.put(Buckets.TICKETS, Keys.ticket(ticket.id()), TicketCodec.encode(ticket));
      moveHold(write, ticket.id(), limit(before), limit(Optional.of(ticket)));
      before.ifPresent(b -> movements.merge(b.state(), -1L, Long::sum));
      movements.merge(ticket.state(), 1L, Long::sum);
    }
    nextCounts = counts.plus(movements);
    write.put(Buckets.METADATA, Keys.TICKET_COUNTS, nextCounts.encode());
  }

  private void moveHold(WriteBatch write, TicketId id, long before, long after) {
    if (before == after) {
      return;
    }
    holdsChanged = true;
    if (before != NO_HOLD) {
      write.delete(Buckets.HOLDS, Keys.hold(before, id));
    }
    if (after != NO_HOLD) {
      write.put(Buckets.HOLDS, Keys.hold(after, id), Bytes.EMPTY);
    }
  }

  private void addOperations(WriteBatch write, long sequence, LedgerChanges changes) {
    if (changes.forgottenSequence() > 0) {
      forget(write, Keys.sequence(changes.forgottenSequence()));
    }
    List<RememberedOperation> operations = changes.operations();
    if (!operations.isEmpty()) {
      CanonicalWriter keys = new CanonicalWriter(128 * operations.size());
      for (RememberedOperation remembered : operations) {
        Bytes key = OperationRecordCodec.encode(remembered.key());
        keys.bytes(key);
        write.put(Buckets.OPERATIONS, key, OperationRecordCodec.encode(remembered.operation()));
      }
      write.put(Buckets.OPERATION_SLOTS, Keys.sequence(sequence), keys.bytes());
    }
  }

  /** Stands in front of what the batch adds: a forgotten id may be remembered anew in it. */
  private void forget(WriteBatch write, Bytes slot) {
    store
        .read(Buckets.OPERATION_SLOTS, slot)
        .map(CanonicalReader::of)
        .ifPresent(
            keys -> {
              while (keys.remaining() > 0) {
                write.delete(Buckets.OPERATIONS, keys.bytes(KeyValueStore.KEY_BYTES_MAX));
              }
              write.delete(Buckets.OPERATION_SLOTS, slot);
            });
  }

  private static long limit(Optional<Ticket> ticket) {
    return ticket
        .flatMap(Ticket::hold)
        .map(hold -> hold.until() == 0 ? NO_HOLD : hold.until())
        .orElse(NO_HOLD);
  }

  private long earliestHold() {
    try (Scan scan = store.scan(Buckets.HOLDS, Bytes.EMPTY, Bytes.EMPTY)) {
      return scan.hasNext() ? Keys.holdUntil(scan.next().key()) : NO_HOLD;
    }
  }
}
