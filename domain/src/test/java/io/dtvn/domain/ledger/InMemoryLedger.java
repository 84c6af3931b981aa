package io.dtvn.domain.ledger;

import static java.util.Objects.requireNonNull;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.LedgerChanges.Annulments;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.proof.AuthenticatedMap;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketCodec;
import io.dtvn.domain.ticket.TicketId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A ledger whose state lies in memory, for tests: executes batches, writes what they change, keeps
 * the state tree. Not safe for use by several threads.
 */
public final class InMemoryLedger implements LedgerState {

  private final Ledger ledger;
  private LedgerHead head = LedgerHead.GENESIS;
  private final SortedMap<TicketId, Ticket> tickets = new TreeMap<>();
  private final Map<TicketId, List<HistoryEntry>> history = new HashMap<>();
  private final Map<OperationKey, OperationRecord> operations = new HashMap<>();
  private final Map<Long, List<OperationKey>> operationsBySequence = new HashMap<>();
  private final SortedMap<PublicKey, BundleWindow> bundles = new TreeMap<>();
  private final SortedMap<Bytes, Annulments> annulments = new TreeMap<>();
  private final TreeSet<Ticket> timedHolds =
      new TreeSet<>(Comparator.comparingLong(InMemoryLedger::holdEnd).thenComparing(Ticket::id));
  private final SortedMap<Digest, Optional<Digest>> unfolded = new TreeMap<>();
  private AuthenticatedMap map;

  /** The ledger of {@code genesis} before its first batch. */
  public InMemoryLedger(Genesis genesis) {
    ledger = new Ledger(genesis);
    map = AuthenticatedMap.of(ledger.genesisLeaves());
  }

  private InMemoryLedger(InMemoryLedger other) {
    ledger = other.ledger;
    head = other.head;
    tickets.putAll(other.tickets);
    other.history.forEach((id, entries) -> history.put(id, new ArrayList<>(entries)));
    operations.putAll(other.operations);
    operationsBySequence.putAll(other.operationsBySequence);
    bundles.putAll(other.bundles);
    annulments.putAll(other.annulments);
    timedHolds.addAll(other.timedHolds);
    unfolded.putAll(other.unfolded);
    map = other.map;
  }

  /** A ledger of its own with the same content. */
  public InMemoryLedger copy() {
    return new InMemoryLedger(this);
  }

  /** Executes {@code batch} as the next and writes what it changes. */
  public Execution execute(Batch batch) {
    Execution execution = ledger.apply(head.sequence() + 1, batch, this);
    write(execution);
    return execution;
  }

  /** Writes what {@code execution}, made on this state, changes. */
  public void write(Execution execution) {
    LedgerChanges changes = execution.changes();
    head = execution.head();
    changes.tickets().forEach(this::write);
    changes
        .history()
        .forEach(e -> history.computeIfAbsent(e.ticketId(), _ -> new ArrayList<>()).add(e));
    changes.bundles().forEach(window -> bundles.put(window.gateway(), window));
    changes.annulments().forEach(it -> annulments.put(it.annuller().encoded(), it));
    List<OperationKey> forgotten = operationsBySequence.remove(changes.forgottenSequence());
    if (forgotten != null) {
      forgotten.forEach(operations::remove);
    }
    List<OperationKey> remembered = new ArrayList<>();
    for (LedgerChanges.RememberedOperation entry : changes.operations()) {
      operations.put(entry.key(), entry.operation());
      remembered.add(entry.key());
    }
    operationsBySequence.put(head.sequence(), remembered);
    unfolded.putAll(changes.leaves());
  }

  private void write(Ticket ticket) {
    Ticket before = tickets.put(ticket.id(), ticket);
    if (before != null && holdEnd(before) != 0) {
      timedHolds.remove(before);
    }
    if (holdEnd(ticket) != 0) {
      timedHolds.add(ticket);
    }
  }

  private static long holdEnd(Ticket ticket) {
    return ticket.hold().map(hold -> hold.until()).orElse(0L);
  }

  @Override
  public LedgerHead head() {
    return head;
  }

  @Override
  public Optional<Ticket> ticket(TicketId id) {
    return Optional.ofNullable(tickets.get(id));
  }

  @Override
  public Optional<OperationRecord> operation(OperationKey key) {
    return Optional.ofNullable(operations.get(key));
  }

  @Override
  public BundleWindow bundles(PublicKey gateway) {
    return bundles.getOrDefault(gateway, BundleWindow.empty(gateway));
  }

  @Override
  public long annulments(Annuller annuller) {
    Annulments known = annulments.get(annuller.encoded());
    return known == null ? 0 : known.count();
  }

  @Override
  public List<TicketId> endedHolds(long blockTime, int limit) {
    return timedHolds.stream()
        .takeWhile(ticket -> holdEnd(ticket) <= blockTime)
        .limit(limit)
        .map(Ticket::id)
        .toList();
  }

  /** All tickets, sorted by id. */
  public SortedMap<TicketId, Ticket> tickets() {
    return Collections.unmodifiableSortedMap(tickets);
  }

  /** The effective operations of a ticket, oldest first; empty if it is unknown. */
  public List<HistoryEntry> history(TicketId id) {
    return List.copyOf(history.getOrDefault(id, List.of()));
  }

  /** The tables of all gateways that executed something, sorted by key. */
  public List<BundleWindow> windows() {
    return List.copyOf(bundles.values());
  }

  /** The state tree as it is now. */
  public AuthenticatedMap map() {
    map = map.with(unfolded);
    unfolded.clear();
    return map;
  }

  /** Root of the state tree. */
  public Digest stateRoot() {
    return map().root();
  }

  /** The root computed from scratch over everything that is held: must equal the other. */
  public Digest recomputedRoot() {
    SortedMap<Digest, Digest> leaves = ledger.genesisLeaves();
    leaves.put(StateKeys.head(), LedgerHeadCodec.encode(head).sha256());
    tickets.forEach((id, t) -> leaves.put(StateKeys.ticket(id), TicketCodec.encode(t).sha256()));
    bundles.forEach(
        (key, w) -> leaves.put(StateKeys.bundles(key), BundleWindowCodec.encode(w).sha256()));
    annulments
        .values()
        .forEach(
            it ->
                leaves.put(
                    StateKeys.annulments(it.annuller()),
                    new CanonicalWriter().u64(it.count()).sha256()));
    operationsBySequence.forEach(
        (sequence, keys) -> {
          SortedMap<Bytes, Bytes> sorted = new TreeMap<>();
          keys.forEach(
              key ->
                  sorted.put(
                      OperationRecordCodec.encode(key),
                      OperationRecordCodec.encode(requireNonNull(operations.get(key)))));
          CanonicalWriter out = new CanonicalWriter();
          sorted.forEach((key, operation) -> out.raw(key).raw(operation));
          if (!keys.isEmpty()) {
            leaves.put(StateKeys.operations(sequence), out.sha256());
          }
        });
    return AuthenticatedMap.of(leaves).root();
  }
}
