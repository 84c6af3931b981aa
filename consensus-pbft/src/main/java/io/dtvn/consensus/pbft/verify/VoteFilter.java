package io.dtvn.consensus.pbft.verify;

import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.ConsensusEngineProvider.EngineConfig;
import io.dtvn.ports.spi.Effect;
import java.util.Optional;

/**
 * Drops, before any signature is looked at, what the replica has no use for. It judges by what the
 * replica published last; a vote dropped by an outdated judgement is sent again on STATUS.
 * Thread-safe.
 */
final class VoteFilter {

  private volatile Effect.Publish published;

  VoteFilter(EngineConfig config) {
    int primary = config.genesis().validators().primaryOf(0);
    int window = config.genesis().parameters().window();
    published = new Effect.Publish(Standing.ASKING, 0, 0, primary, 0, window, 0, 0, -1, 0);
  }

  void onPublished(Effect.Publish newest) {
    published = newest;
  }

  /** Only for votes in the current view, inside the window, in slots that are not committed. */
  Optional<Objection> objectionTo(Vote vote) {
    Effect.Publish now = published;
    if (vote.epoch() != now.epoch()) {
      return Optional.of(Objection.OTHER_EPOCH);
    }
    if (vote.view() != now.view()) {
      return Optional.of(Objection.OTHER_VIEW);
    }
    if (vote.sequence() <= now.low()) {
      return Optional.of(Objection.BELOW_WINDOW);
    }
    if (vote.sequence() > now.high()) {
      return Optional.of(Objection.BEYOND_WINDOW);
    }
    return vote.sequence() <= now.committed() ? Optional.of(Objection.COMPLETED) : Optional.empty();
  }

  /** Checkpoints above the window pass: they tell a late replica how far the others are. */
  Optional<Objection> objectionToCheckpoint(long epoch, long sequence) {
    Effect.Publish now = published;
    if (epoch != now.epoch()) {
      return Optional.of(Objection.OTHER_EPOCH);
    }
    return sequence <= now.low() ? Optional.of(Objection.BELOW_WINDOW) : Optional.empty();
  }

  /** Whatever is of another epoch. */
  Optional<Objection> objectionToEpoch(long epoch) {
    return epoch == published.epoch() ? Optional.empty() : Optional.of(Objection.OTHER_EPOCH);
  }
}
