package io.dtvn.ports.in;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketState;
import java.util.List;
import java.util.Optional;

/** Reads this node's copy: what it has executed so far, which may be behind the network. */
public interface QueryTickets {

  /** The ticket, or empty if this node knows none of that id. */
  Optional<TicketView> ticket(TicketId id);

  /** A page of tickets in the byte order of their ids. */
  List<TicketView> tickets(Page page);

  /** The effective operations of a ticket, oldest first; empty if it is unknown. */
  List<HistoryEntry> history(TicketId id);

  /**
   * Which tickets to list.
   *
   * @param after only ids behind this one
   * @param limit at most so many, 1 to 10,000
   * @param state only tickets in this state
   */
  record Page(Optional<TicketId> after, int limit, Optional<TicketState> state) {

    /** The largest page. */
    public static final int LIMIT_MAX = 10_000;

    /** Checks the limit. */
    public Page {
      if (limit < 1 || limit > LIMIT_MAX) {
        throw new IllegalArgumentException(
            "limit: want 1 to %d, found %d".formatted(LIMIT_MAX, limit));
      }
    }
  }

  /** A ticket and the data that this node holds of it. */
  record TicketView(Ticket ticket, Optional<Bytes> data) {}
}
