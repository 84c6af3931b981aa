package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.CanonicalDigest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.ValidatorId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One ticket's life, operation by operation, without a ledger around it. */
final class TicketLife {

  private final Transition transition;
  private final List<HistoryEntry> history = new ArrayList<>();
  private Optional<Ticket> ticket = Optional.empty();
  private ValidatorId node = new ValidatorId("node0");
  private long blockTime = 1_000_000;
  private long sequence;

  TicketLife(EventPolicy policy) {
    transition = new Transition(policy, new CanonicalDigest());
  }

  /** A life under the default policy after {@code operations}, all of which must take effect. */
  static TicketLife after(Operation... operations) {
    TicketLife life = new TicketLife(EventPolicy.DEFAULT);
    for (Operation operation : operations) {
      Outcome outcome = life.does(operation);
      if (!(outcome instanceof Outcome.Applied)) {
        throw new IllegalArgumentException("want an effect, found " + outcome);
      }
    }
    return life;
  }

  /** Executes {@code operation} as a batch of its own. */
  Outcome does(Operation operation) {
    PublicKey gateway = FakeNetwork.keyOf(node.value());
    Turn turn = new Turn(++sequence, 0, blockTime, Principal.of(operation, gateway), node);
    Judgement judgement = transition.judge(operation, ticket, turn);
    judgement
        .change()
        .ifPresent(
            change -> {
              ticket = Optional.of(change.ticket());
              history.add(change.entry());
            });
    return judgement.outcome();
  }

  /** The refusal of {@code operation}. */
  Refusal refusalOf(Operation operation) {
    Outcome outcome = does(operation);
    if (outcome instanceof Outcome.Refused(Refusal refusal)) {
      return refusal;
    }
    throw new IllegalArgumentException("want a refusal, found " + outcome);
  }

  /** Lets block time pass. */
  TicketLife later(Duration time) {
    blockTime += time.toMillis();
    return this;
  }

  /** What follows is carried by the gateway of {@code validator}. */
  TicketLife through(String validator) {
    node = new ValidatorId(validator);
    return this;
  }

  Ticket ticket() {
    return ticket.orElseThrow();
  }

  List<HistoryEntry> history() {
    return history;
  }

  long blockTime() {
    return blockTime;
  }
}
