package io.dtvn.domain.ledger;

import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.Judgement;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tickets as one batch sees and changes them; each is read from the state once at most. */
final class TicketTable {

  /** How many ended holds one batch gives back; the others wait and bind nobody meanwhile. */
  static final int RELEASES_MAX = 1024;

  private final LedgerState state;
  private final Map<TicketId, Optional<Ticket>> read = new HashMap<>(); // never iterated
  private final Map<TicketId, Ticket> changed = new HashMap<>(); // sorted before it gets out
  private final List<HistoryEntry> history = new ArrayList<>();
  private final List<TicketId> released = new ArrayList<>();

  TicketTable(LedgerState state) {
    this.state = state;
  }

  /**
   * Clears the holds that have ended by {@code blockTime}, in the order of (end, ticket id). Every
   * operation sees them ended anyway ({@link Ticket#seenAt}), so this only tidies up.
   */
  void releaseEndedHolds(long blockTime) {
    for (TicketId id : state.endedHolds(blockTime, RELEASES_MAX)) {
      Ticket ticket = find(id).orElseThrow(() -> new IllegalStateException("hold without ticket"));
      changed.put(id, ticket.seenAt(blockTime));
      released.add(id);
    }
  }

  Optional<Ticket> find(TicketId id) {
    Ticket here = changed.get(id);
    return here != null ? Optional.of(here) : read.computeIfAbsent(id, state::ticket);
  }

  void change(Judgement.Change change) {
    changed.put(change.ticket().id(), change.ticket());
    history.add(change.entry());
  }

  /** Each changed ticket once, in its newest version, sorted by id. */
  List<Ticket> changed() {
    List<Ticket> sorted = new ArrayList<>(changed.values());
    sorted.sort(Comparator.comparing(Ticket::id));
    return sorted;
  }

  /** The new entries in the order they came about. */
  List<HistoryEntry> history() {
    return history;
  }

  List<TicketId> released() {
    return released;
  }
}
