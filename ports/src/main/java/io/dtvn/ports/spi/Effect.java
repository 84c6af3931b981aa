package io.dtvn.ports.spi;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.ports.out.OrderingStatus;
import java.util.List;

/** What an engine wants done. The host does it in list order. */
public sealed interface Effect {

  /**
   * Append {@code record} to the journal; nothing behind this happens before it is durable.
   *
   * @param record the engine's own bytes, given back by {@link Event.Started}
   * @param sequence the slot it concerns: it may be cut once that is at or below a stable
   *     checkpoint; 0: no slot, it may be cut once a checkpoint keeps what still counts
   */
  record Persist(Bytes record, long sequence) implements Effect {}

  /** Send {@code message} to the member with index {@code to}. */
  record Send(int to, EngineMessage message) implements Effect {}

  /** Send {@code message} to all other members. */
  record Broadcast(EngineMessage message) implements Effect {}

  /** This node's own bundle is not taken. */
  record Refused(BundleId id, RefusedReason reason) implements Effect {}

  /** Why a bundle is not taken. */
  enum RefusedReason {
    /** The gateway's reserve is full. */
    BUSY,
    /**
     * It was taken and told to others, but gave its room here to one of a lower number: it may
     * still be executed, and nobody here waits for that any more.
     */
    DISPLACED,
    /** It was executed before, or its number is too old to know. */
    EXECUTED,
    /** It breaks a rule: another payload under its number, too far ahead, its time has passed. */
    INVALID
  }

  /** Execute {@code batch}: the next in order, never a gap. */
  record Execute(CommittedBatch batch) implements Effect {}

  /** Read the archive of the member with index {@code peer} from {@code from} on. */
  record CatchUp(long from, int peer) implements Effect {}

  /** Make the state at {@code sequence} durable and say its root. */
  record TakeCheckpoint(long sequence) implements Effect {}

  /**
   * The checkpoint at {@code sequence} is stable; its certificate was persisted before this. The
   * host first appends {@code keep}, then cuts the longest prefix of the journal that concerns only
   * {@code s <= sequence}.
   *
   * @param sequence h
   * @param stateRoot the agreed root
   * @param certificate the engine's proof, in its own canonical form; the archive keeps it
   * @param keep the records without a slot that still count, in order
   */
  record CheckpointStable(long sequence, Digest stateRoot, Bytes certificate, List<Bytes> keep)
      implements Effect {

    /** Copies the records. */
    public CheckpointStable {
      keep = List.copyOf(keep);
    }
  }

  /** Send this node's own signed results from {@code from} on to the member {@code to}. */
  record ResendResults(int to, long from) implements Effect {}

  /** Start or restart the timer {@code id} to run out at monotonic time {@code atMillis}. */
  record StartTimer(TimerId id, long atMillis) implements Effect {}

  /** Stop the timer {@code id}; no error if it is not running. */
  record StopTimer(TimerId id) implements Effect {}

  /**
   * What others may see: the verifier's filter and the node's status. Published whenever it changes
   * in a step.
   *
   * @param standing whether this validator may vote
   * @param epoch e
   * @param view v
   * @param primary index of the primary
   * @param low h: votes at or below it are of no use
   * @param high H: votes above it are out of the window
   * @param lastExecuted newest batch given to the executor and reported executed
   * @param pending requests that wait
   * @param oldestPendingMillis monotonic time at which the oldest came; -1: none waits
   * @param committed every slot in (low, committedUpTo] has committed: later votes are dropped
   */
  record Publish(
      OrderingStatus.Standing standing,
      long epoch,
      long view,
      int primary,
      long low,
      long high,
      long lastExecuted,
      int pending,
      long oldestPendingMillis,
      long committed)
      implements Effect {}

  /**
   * A member said how far it is. Not proved: it may lie.
   *
   * @param member who
   * @param standing whether it may vote
   * @param view v
   * @param low its h
   * @param lastExecuted newest batch that it has executed
   */
  record PeerReported(
      int member, OrderingStatus.Standing standing, long view, long low, long lastExecuted)
      implements Effect {}

  /** A member did what no correct member does; {@code evidence} shows it. */
  record ReportMisbehaviour(int member, String kind, Bytes evidence) implements Effect {

    /** The kind of two processes that take turns with one key. */
    public static final String TWO_INSTANCES = "TWO_INSTANCES";
  }

  /** A peer's message was not used. {@code reason} is one of few texts, fit for a label. */
  record Discard(int from, String reason) implements Effect {}

  /** Slot {@code sequence} has come one step further here. Told once for each; for measuring. */
  record Reached(long sequence, Phase phase) implements Effect {}

  /** The steps of a slot until its batch may be executed. */
  enum Phase {
    /** Its proposal was made or accepted. */
    ACCEPTED,
    /** Enough members said that they accepted the same. */
    PREPARED,
    /** Its place in the order is settled. */
    COMMITTED
  }

  /** The validator must stop: going on might do harm. {@code reason} says what was found. */
  record Stop(String reason) implements Effect {}
}
