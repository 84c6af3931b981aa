package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import java.util.List;
import java.util.Optional;

/**
 * The state a batch is applied to, read-only: what all batches up to {@link #head()} made. It does
 * not change while {@link Ledger#apply} runs; the changes are returned, not written here.
 */
public interface LedgerState {

  /** How far the ledger has come. */
  LedgerHead head();

  /** The ticket with this id, or empty if it was never issued. */
  Optional<Ticket> ticket(TicketId id);

  /**
   * What is remembered under {@code key}, or empty if it is new or forgotten. A record that should
   * be forgotten already may still be given: the ledger looks at its sequence number.
   */
  Optional<OperationRecord> operation(OperationKey key);

  /** The table of {@code gateway}; {@link BundleWindow#empty} if it executed nothing. */
  BundleWindow bundles(PublicKey gateway);

  /** How many admissions {@code annuller} has taken back; 0 if none. */
  long annulments(Annuller annuller);

  /**
   * The tickets whose hold has a limit at or before {@code blockTime}, in the order of (limit,
   * ticket id), at most {@code limit} of them.
   */
  List<TicketId> endedHolds(long blockTime, int limit);
}
