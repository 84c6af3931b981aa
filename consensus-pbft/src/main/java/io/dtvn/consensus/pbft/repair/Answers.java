package io.dtvn.consensus.pbft.repair;

import io.dtvn.consensus.pbft.checkpoint.Checkpoints;
import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.consensus.pbft.normal.ReplicaState;
import io.dtvn.consensus.pbft.normal.Slot;
import io.dtvn.consensus.pbft.normal.Voting;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.Discard;
import io.dtvn.ports.spi.Effect.ResendResults;
import io.dtvn.ports.spi.Effect.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives peers what they lack: to a STATUS the own votes that its sender misses, to a FETCH what it
 * asks for. No bodies and certificates unasked, since n peers would send n copies.
 */
public final class Answers {

  private static final int SLOTS_MAX = 64;

  /** What one peer may fetch in T_status; a lane of repairs holds no more. */
  private static final int FETCHED_BYTES_MAX = 2 * 1024 * 1024;

  /** What a question costs that is answered by little or nothing. */
  private static final int QUESTION_BYTES = 1024;

  private final ReplicaState state;
  private final Voting voting;
  private final Checkpoints checkpoints;
  private final Allowance allowance;

  /** Answers from {@code state}. */
  public Answers(ReplicaState state, Voting voting, Checkpoints checkpoints) {
    this.state = state;
    this.voting = voting;
    this.checkpoints = checkpoints;
    this.allowance =
        new Allowance(
            state.seat().size(), FETCHED_BYTES_MAX, state.timing().statusActive().toMillis());
  }

  /** Sends {@code peer} what its status lacks. */
  public void toStatus(int peer, Status status, List<Effect> effects) {
    if (state.isVoter() && status.view() == state.view()) {
      state.window().slots().stream()
          .filter(slot -> lacks(status, slot.sequence()))
          .limit(SLOTS_MAX)
          .forEach(slot -> resend(peer, slot, status, effects));
    }
    for (Checkpoint own : checkpoints.own()) {
      if (own.sequence() > status.low()) {
        effects.add(new Send(peer, own));
      }
    }
    if (status.certifiedTo() < state.order().executed()) {
      effects.add(new ResendResults(peer, status.certifiedTo() + 1));
    }
  }

  /** Answers a question. */
  public void toFetch(int peer, Fetch question, List<Effect> effects) {
    if (!allowance.isOpen(peer, state.now().monotonicMillis())) {
      effects.add(new Discard(peer, Reason.TOO_OFTEN.name()));
      return;
    }
    Optional<? extends PbftMessage> answer =
        switch (question) {
          case Fetch.Body(Digest digest) -> body(digest);
          case Fetch.StableCheckpoint() -> checkpoints.stable().map(Data.StableCheckpoint::new);
          case Fetch.VotesOfMine(long nonce) -> Optional.of(votesOf(peer, nonce));
        };
    allowance.give(peer, QUESTION_BYTES + answer.map(a -> a.encoded().length()).orElse(0));
    effects.add(
        answer.isPresent()
            ? new Send(peer, answer.get())
            : new Discard(peer, Reason.NOT_HERE.name()));
  }

  private boolean lacks(Status status, long sequence) {
    return sequence > status.lastExecuted()
        && sequence <= status.low() + state.window().length()
        && !status.committed().contains(status.low(), sequence);
  }

  private void resend(int peer, Slot slot, Status status, List<Effect> effects) {
    int self = state.seat().index();
    if (!status.prepared().contains(status.low(), slot.sequence())) {
      slot.proposal()
          .filter(_ -> state.isPrimary())
          .ifPresent(proposal -> effects.add(new Send(peer, proposal)));
      slot.prepareOf(self).ifPresent(vote -> effects.add(new Send(peer, vote)));
    }
    slot.commitOf(self).ifPresent(vote -> effects.add(new Send(peer, vote)));
  }

  private Optional<Data.Body> body(Digest digest) {
    for (Slot slot : state.window().slots()) {
      Optional<Batch> batch = slot.bodyOf(digest);
      if (batch.isPresent()) {
        Optional<CommitCertificate> certificate =
            slot.certificate().filter(c -> c.binding().digest().equals(digest));
        return Optional.of(new Data.Body(batch.get(), certificate));
      }
    }
    return Optional.empty();
  }

  private Data.VotesOfYours votesOf(int peer, long nonce) {
    List<Vote> votes = new ArrayList<>();
    for (Slot slot : state.window().slots()) {
      Optional<PrePrepare> proposal =
          slot.proposal().filter(p -> p.voter(state.seat().members()) == peer);
      proposal.ifPresent(votes::add);
      slot.prepareOf(peer).ifPresent(votes::add);
      slot.commitOf(peer).ifPresent(votes::add);
    }
    return new Data.VotesOfYours(nonce, votes, voting.newestSignedBy(peer));
  }
}
