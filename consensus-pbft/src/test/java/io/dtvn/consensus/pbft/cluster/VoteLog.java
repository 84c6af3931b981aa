package io.dtvn.consensus.pbft.cluster;

import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.EngineMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that correct members ever signed: one digest for each (member, phase, e, v, s) over
 * all their lives; no vote without the right to vote, or outside the own window.
 */
final class VoteLog {

  private final ValidatorSet members;
  private final int window;
  private final Map<Cast, Digest> cast = new HashMap<>();
  private final Effect.@Nullable Publish[] published;

  private enum Phase {
    PROPOSAL,
    PREPARE,
    COMMIT,
    CHECKPOINT
  }

  private record Cast(int member, Phase phase, long epoch, long view, long sequence) {}

  VoteLog(ValidatorSet members, int window) {
    this.members = members;
    this.window = window;
    this.published = new Effect.Publish[members.size()];
  }

  void onCrashed(int member) {
    published[member] = null;
  }

  /** Checks what a step of {@code member} says. */
  void onStep(int member, List<Effect> effects) {
    Effect.Publish before = published[member];
    Effect.Publish after = before;
    for (Effect effect : effects) {
      if (effect instanceof Effect.Publish now) {
        checkProgress(member, after, now);
        after = now;
      }
    }
    published[member] = after;
    for (Effect effect : effects) {
      if (saidBy(effect).orElse(null) instanceof Vote vote) {
        checkRight(member, vote, before, after);
      }
    }
  }

  /** Checks what leaves {@code member}: a vote that a crash held back was never cast. */
  void onLeaving(int member, Effect effect) {
    if (saidBy(effect).orElse(null) instanceof PbftMessage message) {
      check(member, message);
    }
  }

  private static Optional<EngineMessage> saidBy(Effect effect) {
    return switch (effect) {
      case Effect.Broadcast(var message) -> Optional.of(message);
      case Effect.Send(_, var message) -> Optional.of(message);
      default -> Optional.empty();
    };
  }

  private void check(int member, PbftMessage message) {
    switch (message) {
      case PrePrepare vote -> one(member, Phase.PROPOSAL, vote);
      case Prepare vote -> one(member, Phase.PREPARE, vote);
      case Commit vote -> one(member, Phase.COMMIT, vote);
      case Checkpoint vote ->
          one(
              new Cast(member, Phase.CHECKPOINT, vote.state().epoch(), 0, vote.sequence()),
              vote.state().stateRoot());
      default -> {}
    }
  }

  private void one(int member, Phase phase, Vote vote) {
    if (vote.voter(members) != member) {
      throw new Violation("validator %d sent a vote of %d".formatted(member, vote.voter(members)));
    }
    one(new Cast(member, phase, vote.epoch(), vote.view(), vote.sequence()), vote.digest());
  }

  private void one(Cast place, Digest digest) {
    Digest first = cast.putIfAbsent(place, digest);
    if (first != null && !first.equals(digest)) {
      throw new Violation("equivocation: %s for %s and for %s".formatted(place, first, digest));
    }
  }

  private void checkRight(
      int member, Vote vote, Effect.@Nullable Publish before, Effect.@Nullable Publish after) {
    boolean could = before != null && before.standing() == Standing.VOTER;
    boolean can = after != null && after.standing() == Standing.VOTER;
    if (!could && !can) {
      throw new Violation(
          "standing: validator %d may not vote, but sent %s".formatted(member, vote));
    }
    long low = before != null ? before.low() : 0;
    long high = after != null ? after.high() : window;
    if (vote.sequence() <= low || vote.sequence() > high) {
      throw new Violation(
          "window: validator %d voted at %d, outside of (%d, %d]"
              .formatted(member, vote.sequence(), low, high));
    }
  }

  private void checkProgress(int member, Effect.@Nullable Publish before, Effect.Publish now) {
    boolean sane =
        now.low() <= now.lastExecuted()
            && now.high() == now.low() + window
            && now.lastExecuted() <= now.committed();
    boolean grows =
        before == null
            || (before.epoch() <= now.epoch()
                && before.view() <= now.view()
                && before.low() <= now.low()
                && before.lastExecuted() <= now.lastExecuted()
                && before.committed() <= now.committed());
    boolean lost =
        before != null
            && before.standing() == Standing.LEARNER
            && now.standing() != Standing.LEARNER;
    if (!sane || !grows || lost) {
      throw new Violation("bounds: validator %d went from %s to %s".formatted(member, before, now));
    }
  }
}
