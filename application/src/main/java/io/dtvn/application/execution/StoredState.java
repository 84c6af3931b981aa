package io.dtvn.application.execution;

import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.application.store.TicketCounts;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.LedgerHead;
import io.dtvn.domain.ledger.LedgerHeadCodec;
import io.dtvn.domain.proof.SortedRoot;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketCodec;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.spi.Event.OwnCheckpoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** What a store says of the ledger's state, and whether that is true, beside any executor. */
public final class StoredState {

  private static final OwnCheckpoint NONE = new OwnCheckpoint(0, Digest.ZERO);

  private StoredState() {}

  /** s of the newest executed batch; 0: none. */
  public static long lastExecuted(Reads store) {
    return store
        .read(Buckets.METADATA, Keys.HEAD)
        .map(LedgerHeadCodec::decode)
        .orElse(LedgerHead.GENESIS)
        .sequence();
  }

  /** The newest checkpoint taken; sequence 0 and a root of zeros in a store that has none. */
  public static OwnCheckpoint checkpoint(Reads store) {
    return StateTree.taken(store).orElse(NONE);
  }

  /**
   * What is wrong with the leaves at the newest checkpoint, in words; empty: nothing.
   *
   * @param done told of the number of leaves read so far, now and then
   */
  public static Optional<String> checkLeaves(Reads store, LongConsumer done) {
    Optional<OwnCheckpoint> taken = StateTree.taken(store);
    SortedRoot root = new SortedRoot();
    long leaves = 0;
    try (Scan scan = store.scan(Buckets.LEAVES, Bytes.EMPTY, Bytes.EMPTY)) {
      while (scan.hasNext()) {
        Scan.Entry entry = scan.next();
        root.add(
            Digest.fromBytes(entry.key().unsafeArray(), 0),
            Digest.fromBytes(entry.value().unsafeArray(), 0));
        done.accept(++leaves);
      }
    }
    if (taken.isEmpty()) {
      return leaves == 0
          ? Optional.empty()
          : Optional.of(
              "state tree: want a checkpoint for its %d leaves, found none".formatted(leaves));
    }
    Digest found = root.root();
    return found.equals(taken.get().stateRoot())
        ? Optional.empty()
        : Optional.of(
            "state tree: want root %s of checkpoint %d, found %d leaves with root %s"
                .formatted(taken.get().stateRoot(), taken.get().sequence(), leaves, found));
  }

  /**
   * What is wrong with the numbers of tickets by state, in words; empty: nothing.
   *
   * @param done told of the number of tickets read so far, now and then
   */
  public static Optional<String> checkCounts(Reads store, LongConsumer done) {
    Map<TicketState, Long> counted = new EnumMap<>(TicketState.class);
    for (TicketState state : TicketState.values()) {
      counted.put(state, 0L);
    }
    long tickets = 0;
    try (Scan scan = store.scan(Buckets.TICKETS, Bytes.EMPTY, Bytes.EMPTY)) {
      while (scan.hasNext()) {
        Ticket ticket = TicketCodec.decode(scan.next().value());
        counted.merge(ticket.state(), 1L, Long::sum);
        done.accept(++tickets);
      }
    }
    Map<TicketState, Long> stored = TicketCounts.read(store).byState();
    return counted.equals(stored)
        ? Optional.empty()
        : Optional.of("tickets: want the stored numbers %s, counted %s".formatted(stored, counted));
  }
}
