package io.dtvn.consensus.pbft.normal;

import io.dtvn.consensus.pbft.journal.JournalRecord;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.Broadcast;
import io.dtvn.ports.spi.Effect.Discard;
import io.dtvn.ports.spi.Effect.Phase;
import io.dtvn.ports.spi.Effect.Reached;
import io.dtvn.ports.spi.TimerId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The three phases of [CL99] §4.2: a proposal is accepted and voted for, q-1 PREPAREs make it
 * prepared, q COMMITs make it committed. Votes are independent for each slot and may come in any
 * order.
 */
public final class Voting {

  private static final String TIMER = "held-proposals";
  private static final long RECHECK_MILLIS_MAX = 1000; // the wall clock may jump meanwhile

  private final ReplicaState state;
  private final int prepareQuorum;
  private final int commitQuorum;
  private final TreeSet<Long> held = new TreeSet<>();
  private final TreeMap<Integer, CommitCertificate> newestSigned = new TreeMap<>();

  /** Votes on {@code state}. */
  public Voting(ReplicaState state) {
    this.state = state;
    this.commitQuorum = state.seat().quorum();
    this.prepareQuorum = commitQuorum - 1;
  }

  /** The newest commit certificate known here that {@code member} signed. */
  public Optional<CommitCertificate> newestSignedBy(int member) {
    return Optional.ofNullable(newestSigned.get(member));
  }

  /** A proposal of the primary. */
  public void onPrePrepare(int from, PrePrepare proposal, List<Effect> effects) {
    Optional<Reason> objection = objectionTo(from, proposal);
    if (objection.isPresent()) {
      effects.add(new Discard(from, objection.get().name()));
      return;
    }
    Slot slot = state.window().slotAt(proposal.sequence());
    Optional<PrePrepare> bound = slot.proposal();
    if (bound.isEmpty()) {
      slot.bind(proposal);
    } else if (!bound.get().digest().equals(proposal.digest())) {
      state.evidence().report(from, bound.get(), proposal.withoutBody(), effects);
      effects.add(new Discard(from, Reason.OTHER_DIGEST_BOUND.name()));
      return;
    }
    proposal.body().ifPresent(slot::offer);
    advance(slot, effects);
  }

  /** A backup's PREPARE. */
  public void onPrepare(int from, Prepare vote, List<Effect> effects) {
    Optional<Reason> objection = objectionTo(from, vote);
    if (objection.isEmpty() && from == state.primary()) {
      objection = Optional.of(Reason.PRIMARY_DOES_NOT_PREPARE);
    }
    if (objection.isPresent()) {
      effects.add(new Discard(from, objection.get().name()));
      return;
    }
    Slot slot = state.window().slotAt(vote.sequence());
    Optional<Prepare> first = slot.prepareOf(from);
    if (first.isPresent()) {
      discardSecond(from, first.get(), vote, effects);
      return;
    }
    slot.record(vote);
    advance(slot, effects);
  }

  /** A member's COMMIT. */
  public void onCommit(int from, Commit vote, List<Effect> effects) {
    Optional<Reason> objection = objectionTo(from, vote);
    if (objection.isPresent()) {
      effects.add(new Discard(from, objection.get().name()));
      return;
    }
    Slot slot = state.window().slotAt(vote.sequence());
    Optional<Commit> first = slot.commitOf(from);
    if (first.isPresent()) {
      discardSecond(from, first.get(), vote, effects);
      return;
    }
    slot.record(vote);
    advance(slot, effects);
  }

  /** A batch that slots were missing. */
  public void onBody(Batch batch, List<Effect> effects) {
    state.missing().forget(batch.digest());
    for (Slot slot : List.copyOf(state.window().slots())) {
      slot.offer(batch);
      advance(slot, effects);
    }
  }

  /**
   * A commit certificate and its batch, whose signatures were checked: it settles its slot in every
   * view and standing, and beyond the window.
   */
  public void onCertificate(CommitCertificate certificate, Batch batch, List<Effect> effects) {
    long sequence = certificate.binding().sequence();
    if (!state.window().contains(sequence)) {
      settle(certificate, batch);
      return;
    }
    Slot slot = state.window().slotAt(sequence);
    slot.certify(certificate);
    slot.offer(batch);
    advance(slot, effects);
  }

  /** The own proposal, which was persisted and sent. */
  void onProposed(Slot slot, List<Effect> effects) {
    advance(slot, effects);
  }

  /** Votes for everything that was accepted before this replica was allowed to vote. */
  public void resume(List<Effect> effects) {
    for (Slot slot : List.copyOf(state.window().slots())) {
      advance(slot, effects);
    }
  }

  /** Looks again at proposals whose time was too late. Returns whether {@code id} is this timer. */
  public boolean onTimer(TimerId id, List<Effect> effects) {
    if (!id.name().equals(TIMER)) {
      return false;
    }
    List<Long> again = List.copyOf(held);
    held.clear();
    for (long sequence : again) {
      state.window().find(sequence).ifPresent(slot -> advance(slot, effects));
    }
    return true;
  }

  private Optional<Reason> objectionTo(int from, Vote vote) {
    if (vote.epoch() != state.seat().epoch()) {
      return Optional.of(Reason.WRONG_EPOCH);
    }
    if (vote.view() != state.view()) {
      return Optional.of(Reason.WRONG_VIEW);
    }
    if (from != vote.voter(state.seat().members())) {
      boolean proposal = vote instanceof PrePrepare;
      return Optional.of(proposal ? Reason.NOT_THE_PRIMARY : Reason.NOT_THE_SENDERS);
    }
    return state.window().contains(vote.sequence())
        ? Optional.empty()
        : Optional.of(Reason.OUTSIDE_WINDOW);
  }

  private void discardSecond(int from, Vote first, Vote second, List<Effect> effects) {
    boolean differs = !first.binding().equals(second.binding());
    if (differs) {
      state.evidence().report(from, first, second, effects);
    }
    Reason reason = differs ? Reason.VOTED_OTHERWISE : Reason.DUPLICATE;
    effects.add(new Discard(from, reason.name()));
  }

  /** Acts on every transition that {@code slot} is ready for. */
  private void advance(Slot slot, List<Effect> effects) {
    if (!slot.isAccepted() && isAcceptable(slot, effects)) {
      slot.accept();
      effects.add(new Reached(slot.sequence(), Phase.ACCEPTED));
    }
    if (state.isVoter()) {
      if (slot.isAccepted() && !slot.hasVoted()) {
        voteFor(slot, effects);
      }
      if (!slot.isPrepared() && slot.hasPrepares(prepareQuorum)) {
        commitTo(slot, effects);
      }
    }
    slot.certify(commitQuorum);
    if (!slot.isSettled()) {
      settleOrFetch(slot, effects);
    }
  }

  /**
   * The conditions on a proposal that are not about its sender. Nothing that is not agreed may
   * enter here: own pool, own progress, own configuration, a key's authority. The null batch has
   * time 0, which is never too late.
   */
  private boolean isAcceptable(Slot slot, List<Effect> effects) {
    if (slot.proposal().isEmpty()) {
      return false;
    }
    PrePrepare proposal = slot.proposal().get();
    if (slot.body().isEmpty()) {
      state.missing().want(proposal.digest(), slot.sequence(), state.primary());
      return false;
    }
    Batch body = slot.body().get();
    if (body.header().epoch() != proposal.epoch()) {
      return false;
    }
    long ahead = state.parameters().timestampAhead().toMillis();
    if (body.header().timestamp() - ahead > state.now().wallMillis()) {
      hold(slot, body.header().timestamp() - ahead - state.now().wallMillis(), effects);
      return false;
    }
    return true;
  }

  private void hold(Slot slot, long waitMillis, List<Effect> effects) {
    boolean running = !held.isEmpty();
    held.add(slot.sequence());
    if (!running) {
      long at = state.now().monotonicMillis() + Math.min(waitMillis, RECHECK_MILLIS_MAX);
      effects.add(new Effect.StartTimer(new TimerId(TIMER, state.view()), at));
    }
  }

  private void voteFor(Slot slot, List<Effect> effects) {
    PrePrepare proposal = slot.proposal().orElseThrow();
    Prepare vote = state.seat().prepare(proposal.binding());
    slot.vote();
    slot.record(vote);
    PrePrepare whole = new PrePrepare(proposal.binding(), proposal.signature(), slot.body());
    effects.add(new JournalRecord.Accepted(whole, Optional.of(vote)).persist());
    effects.add(new Broadcast(vote));
  }

  private void commitTo(Slot slot, List<Effect> effects) {
    effects.add(new JournalRecord.Prepared(slot.prepare(prepareQuorum)).persist());
    Commit vote = state.seat().commit(slot.binding().orElseThrow());
    slot.record(vote);
    effects.add(new Reached(slot.sequence(), Phase.PREPARED));
    effects.add(new Broadcast(vote));
  }

  private void settleOrFetch(Slot slot, List<Effect> effects) {
    if (slot.certificate().isEmpty()) {
      return;
    }
    CommitCertificate certificate = slot.certificate().get();
    if (slot.committed().isPresent()) {
      slot.settle();
      effects.add(new Reached(slot.sequence(), Phase.COMMITTED));
      settle(certificate, slot.committed().get());
    } else {
      state.missing().want(certificate.binding().digest(), slot.sequence(), aSignerOf(certificate));
    }
  }

  private int aSignerOf(CommitCertificate certificate) {
    return certificate.commits().members().stream()
        .filter(member -> member != state.seat().index())
        .findFirst()
        .orElseThrow();
  }

  private void settle(CommitCertificate certificate, Batch batch) {
    for (int member : certificate.commits().members()) {
      newestSigned.merge(
          member,
          certificate,
          (old, fresh) -> old.binding().sequence() >= fresh.binding().sequence() ? old : fresh);
    }
    state.order().add(committed(certificate, batch));
  }

  private static CommittedBatch committed(CommitCertificate certificate, Batch batch) {
    return new CommittedBatch(
        certificate.binding().epoch(),
        certificate.binding().view(),
        certificate.binding().sequence(),
        batch,
        CertificateCodec.encode(certificate));
  }
}
