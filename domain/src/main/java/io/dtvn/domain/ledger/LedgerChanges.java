package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything that one batch changes: to be written in one atomic step with {@link Execution#head}.
 *
 * @param tickets each changed ticket once, in its final version, sorted by id
 * @param history the new entries in the order they came about
 * @param bundles each changed gateway table once, sorted by key
 * @param operations the newly remembered operations in execution order
 * @param forgottenSequence the batch whose operations are forgotten with this one, so that the next
 *     batch finds none of them; 0: none
 * @param annulments each changed count once, in the order of the canonical forms
 * @param leaves the changed leaves of the state tree: key to value hash, empty: removed
 * @param released the tickets whose hold ended by itself before the first operation
 */
public record LedgerChanges(
    List<Ticket> tickets,
    List<HistoryEntry> history,
    List<BundleWindow> bundles,
    List<RememberedOperation> operations,
    long forgottenSequence,
    List<Annulments> annulments,
    SortedMap<Digest, Optional<Digest>> leaves,
    List<TicketId> released) {

  /** Copies the lists and closes the map. */
  public LedgerChanges {
    tickets = List.copyOf(tickets);
    history = List.copyOf(history);
    bundles = List.copyOf(bundles);
    operations = List.copyOf(operations);
    annulments = List.copyOf(annulments);
    leaves = Collections.unmodifiableSortedMap(leaves);
    released = List.copyOf(released);
  }

  /** How many admissions {@code annuller} has taken back by now. */
  public record Annulments(Annuller annuller, long count) {}

  /** One new entry of the operation table. */
  public record RememberedOperation(OperationKey key, OperationRecord operation) {}
}
