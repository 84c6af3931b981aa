package io.dtvn.ports.in;

import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.TicketId;
import java.util.function.Consumer;

/** Tells of every committed change, in the order of execution. */
public interface WatchTickets {

  /**
   * Calls {@code watcher} for every change from now on, from the node's own thread: it must not
   * block. Closing the subscription ends it.
   */
  Subscription subscribe(Consumer<TicketChange> watcher);

  /** Something changed. Times are block times in ms. */
  sealed interface TicketChange {

    /** An operation took effect on {@code ticketId}. */
    record Changed(TicketId ticketId, ActionType type, long blockTime) implements TicketChange {}

    /** {@code count} sample tickets were issued. */
    record Seeded(int count, long blockTime) implements TicketChange {}
  }

  /** Ends the calls when closed. */
  interface Subscription extends AutoCloseable {

    @Override
    void close();
  }
}
