package io.dtvn.consensus.pbft.normal;

import io.dtvn.consensus.pbft.journal.JournalRecord;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.Broadcast;
import io.dtvn.ports.spi.Effect.StartTimer;
import io.dtvn.ports.spi.TimerId;
import java.util.List;
import java.util.Optional;

/**
 * The primary's part: puts pending bundles into batches and proposes them, at most k ahead of
 * execution. An idle pipeline proposes at once; a busy one when the batch is full or has been
 * gathered for the batch delay. Never two digests for one number, never a gap.
 */
public final class Proposer {

  private static final String TIMER = "batch-delay";

  private final ReplicaState state;
  private final Voting voting;
  private long next = 1;
  private boolean gathering;
  private boolean gathered;

  /** Proposes on {@code state}; {@code voting} acts on what was proposed. */
  public Proposer(ReplicaState state, Voting voting) {
    this.state = state;
    this.voting = voting;
  }

  /** The number of the next proposal. */
  public long next() {
    return next;
  }

  /** Never proposes at or below {@code sequence} again. */
  void startBehind(long sequence) {
    next = Math.max(next, sequence + 1);
  }

  /** Proposes whatever is due. */
  public void proposeDue(List<Effect> effects) {
    if (!state.isVoter() || !state.isPrimary()) {
      return;
    }
    // Catch-up may have brought batches that this primary does not remember to have proposed.
    startBehind(Math.max(state.order().given(), state.window().low()));
    while (!state.pool().isDrained() && mayPropose() && isDue()) {
      propose(effects);
    }
    if (!state.pool().isDrained() && !gathering && !gathered) {
      gathering = true;
      long at = state.now().monotonicMillis() + state.timing().batchDelay().toMillis();
      effects.add(new StartTimer(new TimerId(TIMER, state.view()), at));
    }
  }

  /** The batch delay is over. Returns whether {@code id} is this timer. */
  public boolean onTimer(TimerId id) {
    if (!id.name().equals(TIMER)) {
      return false;
    }
    gathering = false;
    gathered = !state.pool().isDrained();
    return true;
  }

  private boolean mayPropose() {
    long pipeline = state.order().executed() + state.parameters().pipelineDepth();
    return next <= Math.min(state.window().high(), pipeline);
  }

  private boolean isDue() {
    boolean idle = next - 1 <= state.order().executed();
    return idle || gathered || state.pool().fillsBatch();
  }

  private void propose(List<Effect> effects) {
    Batch body = Batch.of(state.seat().epoch(), state.now().wallMillis(), state.pool().take());
    PrePrepare proposal = state.seat().propose(state.view(), next, body);
    Slot slot = state.window().slotAt(next);
    next++;
    gathered = false;
    slot.bind(proposal);
    slot.offer(body);
    slot.accept();
    slot.vote();
    effects.add(new JournalRecord.Accepted(proposal, Optional.empty()).persist());
    effects.add(new Broadcast(proposal));
    effects.add(new Effect.Reached(slot.sequence(), Effect.Phase.ACCEPTED));
    voting.onProposed(slot, effects);
  }
}
