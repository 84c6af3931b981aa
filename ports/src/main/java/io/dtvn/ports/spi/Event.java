package io.dtvn.ports.spi;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ledger.BundleWindow;
import java.util.List;
import java.util.Optional;

/** What happens to an engine. Every event carries the time at which it happened. */
public sealed interface Event {

  /** When it happened. */
  Moment at();

  /**
   * The first event: what the last run left behind.
   *
   * @param at when
   * @param journal the payloads of all journal records in order
   * @param start what the host found out about journal and identity
   * @param ledger how far the stored ledger has come
   */
  record Started(Moment at, List<Bytes> journal, Start start, LedgerPosition ledger)
      implements Event {

    /** Copies the journal. */
    public Started {
      journal = List.copyOf(journal);
    }
  }

  /**
   * What the host found out before the first event.
   *
   * @param whole whether the journal has its birth record and no gap: only then may this validator
   *     vote
   * @param nonce new at each start; two that alternate betray two processes with one key
   */
  record Start(boolean whole, long nonce) {}

  /**
   * How far the stored ledger has come.
   *
   * @param lastExecuted s of the newest executed batch; 0: none
   * @param executed the exactly-once tables of all gateways
   * @param checkpoint root of the newest checkpoint taken here; empty: none since the genesis
   * @param certified f+1 equal results are held for every batch up to this one
   */
  record LedgerPosition(
      long lastExecuted,
      List<BundleWindow> executed,
      Optional<OwnCheckpoint> checkpoint,
      long certified) {

    /** Copies the tables. */
    public LedgerPosition {
      executed = List.copyOf(executed);
    }
  }

  /** A checkpoint of this node's own ledger. */
  record OwnCheckpoint(long sequence, Digest stateRoot) {}

  /** A peer's message passed the stateless checks. {@code from} is the sender's index. */
  record MessageReceived(Moment at, int from, Verified<? extends EngineMessage> message)
      implements Event {}

  /** This node's own gateway asks for a bundle to be ordered. */
  record RequestSubmitted(Moment at, Verified<Bundle> bundle) implements Event {}

  /** Catch-up brought an executed batch of the past; its proof and body match. */
  record Fetched(Moment at, Verified<CommittedBatch> batch) implements Event {}

  /** The executor has executed batch {@code sequence} and stored what it changed. */
  record BatchExecuted(Moment at, long sequence, List<BundleId> executed) implements Event {

    /** Copies the ids. */
    public BatchExecuted {
      executed = List.copyOf(executed);
    }
  }

  /** The state at {@code sequence} is durable and has this root. */
  record CheckpointDurable(Moment at, long sequence, Digest stateRoot) implements Event {}

  /** f+1 equal results are held for every batch up to {@code sequence}. */
  record ResultsCertified(Moment at, long sequence) implements Event {}

  /** The timer {@code id} that was started has run out. */
  record TimerExpired(Moment at, TimerId id) implements Event {}

  /** A link to the member with index {@code peer} is up. */
  record PeerConnected(Moment at, int peer) implements Event {}

  /** The last link to the member with index {@code peer} is gone. */
  record PeerDisconnected(Moment at, int peer) implements Event {}
}
