package io.dtvn.consensus.pbft.checkpoint;

import io.dtvn.consensus.pbft.journal.JournalRecord;
import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.consensus.pbft.normal.ReplicaState;
import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.Broadcast;
import io.dtvn.ports.spi.Effect.CheckpointStable;
import io.dtvn.ports.spi.Effect.Discard;
import io.dtvn.ports.spi.Effect.Persist;
import io.dtvn.ports.spi.Effect.Stop;
import io.dtvn.ports.spi.Effect.TakeCheckpoint;
import io.dtvn.ports.spi.Event.OwnCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes a checkpoint at each multiple of K, gathers what others say of theirs, and moves h when q
 * agree on a state that this replica has. When they agree on another state than its own, it stops.
 */
public final class Checkpoints {

  /** How many checkpoints a late replica passes over at most before it takes one again. */
  private static final long PASSED_MAX = 16;

  private final ReplicaState state;
  private final CheckpointVotes votes;
  private final TreeSet<Long> asked = new TreeSet<>();
  private final TreeMap<Long, CheckpointCertificate> certified = new TreeMap<>();
  private @Nullable CheckpointCertificate stable;
  private boolean stopped;
  private long newestTaken;

  /** Moves h of {@code state}. */
  public Checkpoints(ReplicaState state) {
    this.state = state;
    this.votes = new CheckpointVotes(state.seat().size(), state.seat().quorum());
  }

  /** The certificate behind h; empty at the genesis. */
  public Optional<CheckpointCertificate> stable() {
    return Optional.ofNullable(stable);
  }

  /** The highest number that q members certified, as far as known here. */
  public long highestCertified() {
    return certified.isEmpty() ? state.window().low() : certified.lastKey();
  }

  /** Own CHECKPOINTs from h on, ascending. */
  public List<Checkpoint> own() {
    return votes.of(state.seat().index());
  }

  /** Whether an own checkpoint waits for its certificate, or for its root. */
  public boolean isOutstanding() {
    return !asked.isEmpty()
        || own().stream().anyMatch(vote -> vote.sequence() > state.window().low());
  }

  /** Whether this replica found another state than its own certified. */
  public boolean isStopped() {
    return stopped;
  }

  /** Starts with the certificate behind h and the newest checkpoint taken in an earlier life. */
  public void restore(
      Optional<CheckpointCertificate> certificate,
      Optional<OwnCheckpoint> own,
      List<Effect> effects) {
    stable = certificate.orElse(null);
    long low = state.window().low();
    own.filter(o -> o.sequence() >= low && o.sequence() > 0)
        .ifPresent(o -> recordOwn(o.sequence(), o.stateRoot()));
    if (certificate.isPresent()) {
      stopIfOther(certificate.get(), effects);
    }
    long executed = state.order().executed();
    newestTaken = own.map(OwnCheckpoint::sequence).orElse(0L);
    if (executed > low && isDue(executed) && ownAt(executed).isEmpty()) {
      take(executed, effects);
    }
    settle(effects); // alone, the own vote of an earlier life is a quorum
  }

  /**
   * Batch {@code sequence} was executed; nothing behind it was given to the executor yet. A late
   * replica passes over checkpoints that the others have left behind, and takes one now and then so
   * that what has changed since the last one does not pile up.
   */
  public void onExecuted(long sequence, List<Effect> effects) {
    boolean passed = sequence < highestCertified();
    boolean piledUp =
        sequence >= newestTaken + PASSED_MAX * state.parameters().checkpointInterval();
    if (isDue(sequence) && (!passed || piledUp)) {
      take(sequence, effects);
    }
    settle(effects);
  }

  /** The own state at {@code sequence} is durable. */
  public void onDurable(long sequence, Digest stateRoot, List<Effect> effects) {
    asked.remove(sequence);
    if (sequence > state.window().low()) {
      Checkpoint own = recordOwn(sequence, stateRoot);
      if (sequence >= highestCertified()) {
        effects.add(new Broadcast(own));
      }
      settle(effects);
    }
  }

  /** A member's CHECKPOINT. */
  public void onCheckpoint(int from, Checkpoint vote, List<Effect> effects) {
    Optional<Reason> objection = objectionTo(from, vote);
    if (objection.isPresent()) {
      effects.add(new Discard(from, objection.get().name()));
      return;
    }
    Optional<Checkpoint> first = votes.of(from, vote.sequence());
    if (first.isPresent() && !first.get().state().equals(vote.state())) {
      state.evidence().report(from, first.get(), vote, effects);
      effects.add(new Discard(from, Reason.VOTED_OTHERWISE.name()));
      return;
    }
    votes.record(vote, state.window().high());
    votes.certificateAt(vote.sequence()).ifPresent(this::recordCertificate);
    settle(effects);
  }

  /** A peer's certificate, whose signatures were checked. */
  public void onCertificate(CheckpointCertificate certificate, List<Effect> effects) {
    recordCertificate(certificate);
    settle(effects);
  }

  private Optional<Reason> objectionTo(int from, Checkpoint vote) {
    if (vote.state().epoch() != state.seat().epoch()) {
      return Optional.of(Reason.WRONG_EPOCH);
    }
    if (vote.validator() != from) {
      return Optional.of(Reason.NOT_THE_SENDERS);
    }
    if (!isDue(vote.sequence())) {
      return Optional.of(Reason.NO_CHECKPOINT);
    }
    return vote.sequence() <= state.window().low() ? Optional.of(Reason.OLD) : Optional.empty();
  }

  private Optional<Checkpoint> ownAt(long sequence) {
    return votes.of(state.seat().index(), sequence);
  }

  private boolean isDue(long sequence) {
    return sequence > 0 && sequence % state.parameters().checkpointInterval() == 0;
  }

  private void take(long sequence, List<Effect> effects) {
    asked.add(sequence);
    newestTaken = sequence;
    effects.add(new TakeCheckpoint(sequence));
  }

  private Checkpoint recordOwn(long sequence, Digest root) {
    Checkpoint own = state.seat().checkpoint(new StateAt(state.seat().epoch(), sequence, root));
    votes.record(own, state.window().high());
    votes.certificateAt(sequence).ifPresent(this::recordCertificate);
    return own;
  }

  /** Keeps those of the window and the highest beyond it. */
  private void recordCertificate(CheckpointCertificate certificate) {
    if (certificate.sequence() > state.window().low()) {
      certified.putIfAbsent(certificate.sequence(), certificate);
      while (certified.size() > 1
          && certified.lowerKey(certified.lastKey()) > state.window().high()) {
        certified.remove(certified.lowerKey(certified.lastKey()));
      }
    }
  }

  /** Moves h to the highest certified checkpoint that this replica has reached. */
  private void settle(List<Effect> effects) {
    long reached = state.order().executed();
    for (CheckpointCertificate next :
        List.copyOf(certified.headMap(reached, true).descendingMap().values())) {
      stopIfOther(next, effects);
      if (!stopped && !asked.contains(next.sequence()) && next.sequence() > state.window().low()) {
        moveTo(next, effects);
      }
    }
  }

  /** Compares with the own root, if there is one: a checkpoint may have been skipped. */
  private void stopIfOther(CheckpointCertificate certificate, List<Effect> effects) {
    Optional<Checkpoint> own = ownAt(certificate.sequence());
    Digest agreed = certificate.state().stateRoot();
    if (!stopped && own.isPresent() && !own.get().state().stateRoot().equals(agreed)) {
      stopped = true;
      effects.add(
          new Stop(
              "state at %d: want root %s that a quorum signed, found %s; restore this node's data"
                  .formatted(certificate.sequence(), agreed, own.get().state().stateRoot())));
    }
  }

  private void moveTo(CheckpointCertificate certificate, List<Effect> effects) {
    long sequence = certificate.sequence();
    Persist record = new JournalRecord.Stable(certificate).persist();
    stable = certificate;
    state.window().moveTo(sequence);
    state.missing().forgetUpTo(sequence);
    votes.forgetBelow(sequence);
    certified.headMap(sequence, true).clear();
    effects.add(record);
    effects.add(
        new CheckpointStable(
            sequence,
            certificate.state().stateRoot(),
            CertificateCodec.encode(certificate),
            keep(record)));
  }

  /** What must outlive the cut of the journal and belongs to no slot. */
  private List<Bytes> keep(Persist record) {
    List<Bytes> keep = new ArrayList<>();
    if (state.standing() == Standing.LEARNER) {
      keep.add(new JournalRecord.Learner(state.seat().epoch()).persist().record());
    }
    keep.add(record.record());
    return keep;
  }
}
