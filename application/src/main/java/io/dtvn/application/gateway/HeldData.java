package io.dtvn.application.gateway;

import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.application.store.TicketData;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketCodec;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.WriteBatch;
import java.util.List;
import java.util.Optional;

/**
 * Keeps tickets' data at this node. It is written before its bundle is submitted, so the journal's
 * sync of that bundle makes it durable too; if the operation turns out to have no effect it is
 * taken away again.
 */
final class HeldData {

  private final KeyValueStore store;

  HeldData(KeyValueStore store) {
    this.store = store;
  }

  /** Writes the data of {@code operations}. */
  void keep(List<PendingOperation> operations) {
    WriteBatch write = new WriteBatch();
    for (PendingOperation operation : operations) {
      operation.data().ifPresent(data -> data.putInto(write));
    }
    if (!write.isEmpty()) {
      store.write(write, Durability.BUFFERED);
    }
  }

  /** Takes the data of {@code operation} away if {@code outcome} leaves it without use. */
  void settle(PendingOperation operation, Outcome outcome, Iterable<PendingOperation> pending) {
    if (operation.data().isPresent() && outcome instanceof Outcome.Refused) {
      drop(operation, pending);
    }
  }

  /** Takes the data of {@code operation} away, unless its ticket or another operation needs it. */
  void drop(PendingOperation operation, Iterable<PendingOperation> pending) {
    operation
        .data()
        .filter(data -> !isNeeded(data, operation, pending))
        .ifPresent(
            data -> {
              WriteBatch write = new WriteBatch();
              data.deleteBy(write);
              store.write(write, Durability.BUFFERED);
            });
  }

  private boolean isNeeded(
      TicketData data, PendingOperation operation, Iterable<PendingOperation> pending) {
    Optional<Digest> ordered =
        store
            .read(Buckets.TICKETS, Keys.ticket(data.ticketId()))
            .map(TicketCodec::decode)
            .flatMap(Ticket::dataHash);
    if (ordered.equals(Optional.of(data.commitment()))) {
      return true;
    }
    for (PendingOperation other : pending) {
      if (other != operation && other.data().equals(Optional.of(data))) {
        return true;
      }
    }
    return false;
  }
}
