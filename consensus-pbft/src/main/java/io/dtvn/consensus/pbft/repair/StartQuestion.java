package io.dtvn.consensus.pbft.repair;

import io.dtvn.consensus.pbft.journal.JournalRecord;
import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.consensus.pbft.normal.ReplicaState;
import io.dtvn.consensus.pbft.normal.Slot;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.Discard;
import io.dtvn.ports.spi.Effect.Send;
import java.util.List;
import java.util.Optional;

/**
 * Decides who may vote. After every start peers are asked which votes of this replica they hold:
 * one that its journal lacks shows a restored backup, and whoever may have forgotten a vote never
 * votes in this epoch again. It proves nothing, since a liar may hide a vote.
 */
public final class StartQuestion {

  private final ReplicaState state;
  private int answered;
  private long nonce;

  /** Decides the standing of {@code state}. */
  public StartQuestion(ReplicaState state) {
    this.state = state;
  }

  /**
   * Starts a life.
   *
   * @param instance what marks the answers to this life's question
   * @param whole whether the journal has its birth record and no gap
   * @param learner whether the journal says that the right to vote is lost
   */
  public void start(long instance, boolean whole, boolean learner, List<Effect> effects) {
    nonce = instance;
    if (learner) {
      state.standing(Standing.LEARNER);
    } else if (!whole) {
      becomeLearner(effects);
    } else if (state.seat().quorum() == 1) {
      state.standing(Standing.VOTER);
    } else {
      ask(effects);
    }
  }

  /** Asks everybody who has not answered, as long as the standing is open. */
  public void ask(List<Effect> effects) {
    for (int peer = 0; peer < state.seat().size(); peer++) {
      ask(peer, effects);
    }
  }

  /** Asks {@code peer} if it has not answered, as long as the standing is open. */
  public void ask(int peer, List<Effect> effects) {
    boolean open = state.standing() == Standing.ASKING && !hasAnswered(peer);
    if (open && peer != state.seat().index()) {
      effects.add(new Send(peer, new Fetch.VotesOfMine(nonce)));
    }
  }

  /** A peer's answer. One that comes late can still take the right to vote, never give it back. */
  public void onAnswer(int from, Data.VotesOfYours answer, List<Effect> effects) {
    if (answer.nonce() != nonce || hasAnswered(from)) {
      effects.add(new Discard(from, Reason.NOT_ASKED_FOR.name()));
      return;
    }
    answered |= 1 << from;
    if (state.standing() == Standing.LEARNER) {
      return;
    }
    if (answer.votes().stream().anyMatch(this::isForgotten)
        || answer.newest().filter(this::isForgotten).isPresent()) {
      becomeLearner(effects);
    } else if (Integer.bitCount(answered) >= state.seat().quorum() - 1) {
      state.standing(Standing.VOTER);
    }
  }

  private boolean hasAnswered(int peer) {
    return (answered >>> peer & 1) != 0;
  }

  private void becomeLearner(List<Effect> effects) {
    state.standing(Standing.LEARNER);
    effects.add(new JournalRecord.Learner(state.seat().epoch()).persist());
  }

  private boolean isForgotten(Vote shown) {
    int self = state.seat().index();
    if (shown.voter(state.seat().members()) != self) {
      return false;
    }
    Optional<Slot> slot = state.window().find(shown.sequence());
    Optional<Binding> known =
        switch (shown) {
          case PrePrepare _ -> slot.filter(Slot::hasVoted).flatMap(Slot::binding);
          case Prepare _ -> slot.flatMap(s -> s.prepareOf(self)).map(Prepare::binding);
          case Commit _ -> slot.flatMap(s -> s.commitOf(self)).map(Commit::binding);
        };
    return isForgotten(shown.binding(), known);
  }

  private boolean isForgotten(CommitCertificate shown) {
    int self = state.seat().index();
    Optional<Binding> known =
        state
            .window()
            .find(shown.binding().sequence())
            .flatMap(slot -> slot.commitOf(self))
            .map(Commit::binding);
    return shown.commits().contains(self) && isForgotten(shown.binding(), known);
  }

  private boolean isForgotten(Binding shown, Optional<Binding> known) {
    if (shown.epoch() != state.seat().epoch()) {
      return false;
    }
    boolean counts = shown.view() > state.view() || shown.sequence() > state.window().low();
    return counts && !known.equals(Optional.of(shown));
  }
}
