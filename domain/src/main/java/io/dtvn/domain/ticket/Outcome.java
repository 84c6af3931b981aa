package io.dtvn.domain.ticket;

/**
 * What became of one operation: the ledger's signed answer. Its canonical form (written by {@link
 * OutcomeCodec}) is part of the operation's leaf.
 */
public sealed interface Outcome {

  /** The operation took effect. */
  record Applied(ActionType type, TicketState state, long version) implements Outcome {}

  /** An ISSUE found the same ticket already there. */
  record Unchanged(TicketState state, long version) implements Outcome {}

  /** A READ found {@code ticket}. */
  record Found(Ticket ticket) implements Outcome {}

  /** The operation had no effect. */
  record Refused(Refusal refusal) implements Outcome {}

  /**
   * The same operation was executed before; nothing happened now. Its outcome stands at {@code
   * index} of batch {@code sequence}. A repeated bundle points into the bundle's own first batch,
   * where an operation that had come before in yet another bundle is itself a repetition: whoever
   * wants the first outcome follows at most two of them.
   */
  record Repeated(long sequence, int index) implements Outcome {}
}
