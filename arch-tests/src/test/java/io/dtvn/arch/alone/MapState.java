package io.dtvn.arch.alone;

import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.Annuller;
import io.dtvn.domain.ledger.BundleWindow;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.LedgerHead;
import io.dtvn.domain.ledger.LedgerState;
import io.dtvn.domain.ledger.OperationKey;
import io.dtvn.domain.ledger.OperationRecord;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of a ledger in five fields. No hold ever ends by itself in it. */
final class MapState implements LedgerState {

  private final Map<TicketId, Ticket> tickets = new HashMap<>();
  private final Map<OperationKey, OperationRecord> operations = new HashMap<>();
  private final Map<PublicKey, BundleWindow> bundles = new HashMap<>();
  private final Map<Annuller, Long> annulments = new HashMap<>();
  private LedgerHead head = LedgerHead.GENESIS;

  void take(Execution execution) {
    head = execution.head();
    execution.changes().tickets().forEach(ticket -> tickets.put(ticket.id(), ticket));
    execution.changes().bundles().forEach(window -> bundles.put(window.gateway(), window));
    execution.changes().annulments().forEach(it -> annulments.put(it.annuller(), it.count()));
    execution.changes().operations().forEach(it -> operations.put(it.key(), it.operation()));
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
    return annulments.getOrDefault(annuller, 0L);
  }

  @Override
  public List<TicketId> endedHolds(long blockTime, int limit) {
    return List.of();
  }
}
