package io.dtvn.application.store;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.WriteBatch;
import java.util.Optional;

/**
 * The data of a ticket that this node holds: it never leaves the node, ordered is only a commitment
 * to it. Stored under id and commitment, so data of a refused ISSUE takes nobody's place.
 *
 * @param ticketId the ticket
 * @param commitment what is ordered
 * @param content the data
 */
public record TicketData(TicketId ticketId, Digest commitment, Bytes content) {

  /** Adds the entry to {@code batch}. */
  public void putInto(WriteBatch batch) {
    batch.put(Buckets.DATA, key(), content);
  }

  /** Takes the entry away by {@code batch}. */
  public void deleteBy(WriteBatch batch) {
    batch.delete(Buckets.DATA, key());
  }

  /** The data of {@code ticket}, or empty if this node holds none. */
  public static Optional<Bytes> of(Ticket ticket, Reads store) {
    return ticket
        .dataHash()
        .flatMap(commitment -> store.read(Buckets.DATA, Keys.data(ticket.id(), commitment)));
  }

  private Bytes key() {
    return Keys.data(ticketId, commitment);
  }

  /** The ticket alone: data is personal and never reaches a log by accident. */
  @Override
  public String toString() {
    return "TicketData[" + ticketId + "]";
  }
}
