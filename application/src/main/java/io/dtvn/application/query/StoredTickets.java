package io.dtvn.application.query;

import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.application.store.TicketData;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.ticket.HistoryCodec;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketCodec;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.in.QueryTickets;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tickets in the store, as far as this node has executed. Thread-safe. */
public final class StoredTickets implements QueryTickets {

  private final KeyValueStore store;

  /** Reads from {@code store}. */
  public StoredTickets(KeyValueStore store) {
    this.store = store;
  }

  @Override
  public Optional<TicketView> ticket(TicketId id) {
    return store
        .read(Buckets.TICKETS, Keys.ticket(id))
        .map(stored -> view(TicketCodec.decode(stored), store));
  }

  @Override
  public List<TicketView> tickets(Page page) {
    List<TicketView> views = new ArrayList<>();
    Bytes from = page.after().map(Keys::behindTicket).orElse(Bytes.EMPTY);
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        Scan scan = snapshot.scan(Buckets.TICKETS, from, Bytes.EMPTY)) {
      while (scan.hasNext() && views.size() < page.limit()) {
        Ticket ticket = TicketCodec.decode(scan.next().value());
        if (page.state().isEmpty() || page.state().get() == ticket.state()) {
          views.add(view(ticket, snapshot));
        }
      }
    }
    return views;
  }

  @Override
  public List<HistoryEntry> history(TicketId id) {
    List<HistoryEntry> entries = new ArrayList<>();
    try (Scan scan = store.scan(Buckets.HISTORY, Keys.history(id, 0), Keys.behindHistory(id))) {
      while (scan.hasNext()) {
        entries.add(HistoryCodec.decode(scan.next().value()));
      }
    }
    return entries;
  }

  private static TicketView view(Ticket ticket, Reads store) {
    return new TicketView(ticket, TicketData.of(ticket, store));
  }
}
