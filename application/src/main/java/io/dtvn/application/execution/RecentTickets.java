package io.dtvn.application.execution;

import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tickets that were used last, up to a limit. */
final class RecentTickets {

  private static final float LOAD = 0.75f;

  private final Map<TicketId, Ticket> tickets;

  RecentTickets(int limit) {
    tickets =
        new LinkedHashMap<>(1_024, LOAD, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<TicketId, Ticket> eldest) {
            return size() > limit;
          }
        };
  }

  Optional<Ticket> find(TicketId id) {
    return Optional.ofNullable(tickets.get(id));
  }

  void keep(Ticket ticket) {
    tickets.put(ticket.id(), ticket);
  }
}
