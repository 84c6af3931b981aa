package io.dtvn.application.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.fixture.Stores;
import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.application.store.TicketData;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ledger.InMemoryLedger;
import io.dtvn.domain.ticket.HistoryCodec;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Operations;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketCodec;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.in.QueryTickets.Page;
import io.dtvn.ports.in.QueryTickets.TicketView;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.WriteBatch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredTicketsTest {

  private static final Bytes DATA = Bytes.copyOf(new byte[] {1});

  private final FakeNetwork network = FakeNetwork.of(1);
  private final InMemoryLedger ledger = network.ledger();
  private final KeyValueStore store = Stores.onHeap();
  private final StoredTickets tickets = new StoredTickets(store);
  private long number;

  @Test
  void a_ticket_is_found_with_the_data_that_its_commitment_names() {
    execute(Operations.issue("a", "T1", "data"));
    Ticket ticket = ledger.ticket(new TicketId("T1")).orElseThrow();
    WriteBatch write = new WriteBatch();
    new TicketData(ticket.id(), ticket.dataHash().orElseThrow(), DATA).putInto(write);
    new TicketData(ticket.id(), Digest.ZERO, Bytes.EMPTY).putInto(write);
    store.write(write, Durability.BUFFERED);

    assertThat(tickets.ticket(ticket.id())).contains(new TicketView(ticket, Optional.of(DATA)));
    assertThat(tickets.ticket(new TicketId("T2"))).isEmpty();
  }

  @Test
  void pages_follow_the_bytes_of_the_ids() {
    String[] ids = {"Z", "a", "T 1", "T", "T1", "ä", "\uD83D\uDE00", "\uFFFD"};
    for (String id : ids) {
      execute(Operations.issue(id, id));
    }

    List<String> first = ids(new Page(Optional.empty(), 3, Optional.empty()));
    List<String> rest = ids(new Page(Optional.of(new TicketId("T1")), 100, Optional.empty()));

    assertThat(first).containsExactly("T", "T 1", "T1");
    assertThat(rest).containsExactly("Z", "a", "ä", "\uFFFD", "\uD83D\uDE00");
  }

  @Test
  void a_page_can_ask_for_one_state() {
    for (int i = 0; i < 6; i++) {
      execute(Operations.issue("i" + i, "T" + i));
    }
    execute(Operations.admit("a", "T2"), Operations.admit("b", "T4"));

    assertThat(ids(new Page(Optional.empty(), 1, Optional.of(TicketState.CONSUMED))))
        .containsExactly("T2");
    assertThat(ids(new Page(Optional.of(new TicketId("T2")), 9, Optional.of(TicketState.CONSUMED))))
        .containsExactly("T4");
  }

  @Test
  void history_is_that_of_one_ticket_oldest_first() {
    execute(Operations.issue("a", "T"), Operations.issue("b", "T1"));
    execute(Operations.validate("c", "T"), Operations.release("d", "T"));

    assertThat(tickets.history(new TicketId("T")))
        .extracting(HistoryEntry::number)
        .containsExactly(1L, 2L, 3L);
    assertThat(tickets.history(new TicketId("T1"))).hasSize(1);
    assertThat(tickets.history(new TicketId("T2"))).isEmpty();
  }

  private List<String> ids(Page page) {
    return tickets.tickets(page).stream().map(view -> view.ticket().id().value()).toList();
  }

  private void execute(Operation... operations) {
    number++;
    var changes =
        ledger.execute(FakeNetwork.batch(number, network.bundle(0, number, operations))).changes();
    WriteBatch write = new WriteBatch();
    for (Ticket ticket : changes.tickets()) {
      write.put(Buckets.TICKETS, Keys.ticket(ticket.id()), TicketCodec.encode(ticket));
    }
    for (HistoryEntry entry : changes.history()) {
      write.put(
          Buckets.HISTORY,
          Keys.history(entry.ticketId(), entry.number()),
          HistoryCodec.encode(entry));
    }
    store.write(write, Durability.BUFFERED);
  }
}
