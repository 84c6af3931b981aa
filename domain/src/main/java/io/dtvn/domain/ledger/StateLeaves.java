package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.CanonicalDigest;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.LedgerChanges.Annulments;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketCodec;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Gathers what a batch has changed, with the leaves of the state tree that stand for it. */
final class StateLeaves {

  private final CanonicalDigest digest;
  private final SortedMap<Digest, Optional<Digest>> leaves = new TreeMap<>();

  StateLeaves(CanonicalDigest digest) {
    this.digest = digest;
  }

  LedgerChanges changes(LedgerHead head, StateTables tables) {
    TicketTable tickets = tables.tickets();
    OperationTable operations = tables.operations();
    List<Ticket> changedTickets = tickets.changed();
    for (Ticket ticket : changedTickets) {
      put(StateKeys.ticket(ticket.id(), digest), out -> TicketCodec.write(ticket, out));
    }
    for (BundleWindow window : tables.bundles().changed()) {
      Digest key = StateKeys.bundles(window.gateway(), digest);
      put(key, out -> BundleWindowCodec.write(window, out));
    }
    for (Annulments annulments : tables.annulments().changed()) {
      Digest key = StateKeys.annulments(annulments.annuller(), digest);
      put(key, out -> out.u64(annulments.count()));
    }
    putOperations(head.sequence(), operations);
    put(StateKeys.head(digest), out -> LedgerHeadCodec.write(head, out));
    return new LedgerChanges(
        changedTickets,
        tickets.history(),
        List.copyOf(tables.bundles().changed()),
        operations.remembered(),
        operations.forgottenSequence(),
        List.copyOf(tables.annulments().changed()),
        leaves,
        tickets.released());
  }

  private void putOperations(long sequence, OperationTable operations) {
    if (!operations.remembered().isEmpty()) {
      leaves.put(StateKeys.operations(sequence, digest), Optional.of(operations.digest(digest)));
    }
    if (operations.forgottenSequence() > 0) {
      leaves.put(StateKeys.operations(operations.forgottenSequence(), digest), Optional.empty());
    }
  }

  private void put(Digest key, Consumer<CanonicalWriter> value) {
    value.accept(digest.begin());
    leaves.put(key, Optional.of(digest.end()));
  }
}
