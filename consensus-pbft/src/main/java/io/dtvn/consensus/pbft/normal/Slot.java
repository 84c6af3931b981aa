package io.dtvn.consensus.pbft.normal;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.PreparedCertificate;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Batch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one sequence number in one view: the digest that the primary's proposal bound,
 * the votes, and the certificates they make. A binding never changes; votes may come before it.
 */
public final class Slot {

  private final long sequence;
  private final Ballots<Prepare> prepares = new Ballots<>();
  private final Ballots<Commit> commits = new Ballots<>();
  private @Nullable PrePrepare proposal;
  private @Nullable Batch body;
  private boolean accepted;
  private boolean voted;
  private @Nullable PreparedBatch best;
  private @Nullable CommitCertificate certificate;
  private @Nullable Batch committed;
  private boolean settled;

  /** A certificate and the batch it speaks of; kept until the slot is forgotten. */
  private record PreparedBatch(PreparedCertificate certificate, Batch body) {}

  Slot(long sequence) {
    this.sequence = sequence;
  }

  /** s. */
  public long sequence() {
    return sequence;
  }

  /** The proposal that bound this slot, without its body. */
  public Optional<PrePrepare> proposal() {
    return Optional.ofNullable(proposal);
  }

  /** What the slot is bound to. */
  public Optional<Binding> binding() {
    return proposal().map(PrePrepare::binding);
  }

  /** The PREPARE of {@code member}. */
  public Optional<Prepare> prepareOf(int member) {
    return prepares.of(member);
  }

  /** The COMMIT of {@code member}. */
  public Optional<Commit> commitOf(int member) {
    return commits.of(member);
  }

  /** Whether every condition on the proposal held. */
  public boolean isAccepted() {
    return accepted;
  }

  /** Whether this replica has voted for the proposal, by PREPARE or by having proposed it. */
  public boolean hasVoted() {
    return voted;
  }

  /** Whether this replica holds a prepared certificate. */
  public boolean isPrepared() {
    return best != null;
  }

  /** Whether batch and commit certificate are here: the order of this slot is settled. */
  public boolean isCommitted() {
    return committed != null;
  }

  /** Whether the committed batch was given on to be executed. */
  boolean isSettled() {
    return settled;
  }

  /** Notes that the committed batch is given on. */
  void settle() {
    settled = true;
  }

  /** The commit certificate, which may be here before its batch. */
  public Optional<CommitCertificate> certificate() {
    return Optional.ofNullable(certificate);
  }

  /** The batch that was committed. */
  public Optional<Batch> committed() {
    return Optional.ofNullable(committed);
  }

  /** The batch with {@code digest}, if this slot holds it for whatever reason. */
  public Optional<Batch> bodyOf(Digest digest) {
    if (body != null && body.digest().equals(digest)) {
      return Optional.of(body);
    }
    if (committed != null && committed.digest().equals(digest)) {
      return Optional.of(committed);
    }
    return Optional.ofNullable(best)
        .map(PreparedBatch::body)
        .filter(b -> b.digest().equals(digest));
  }

  /** The batch that the slot is bound to. */
  Optional<Batch> body() {
    return Optional.ofNullable(body);
  }

  /** Binds the slot to {@code first}, which must be the first proposal in this view. */
  void bind(PrePrepare first) {
    if (proposal != null) {
      throw new IllegalStateException("slot %d: want one binding, found two".formatted(sequence));
    }
    proposal = first.withoutBody();
  }

  /** Takes {@code batch} if the slot is bound to it or committed it. */
  void offer(Batch batch) {
    if (proposal != null && proposal.digest().equals(batch.digest())) {
      body = batch;
    }
    if (certificate != null && certificate.binding().digest().equals(batch.digest())) {
      committed = batch;
    }
  }

  /** Notes that every condition on the proposal held. */
  void accept() {
    if (body == null) {
      throw new IllegalStateException("slot %d: want a body, found none".formatted(sequence));
    }
    accepted = true;
  }

  /** Notes the own vote for the accepted proposal. */
  void vote() {
    if (!accepted || voted) {
      throw new IllegalStateException(
          "slot %d: want one vote for an accepted proposal".formatted(sequence));
    }
    voted = true;
  }

  /** Records a PREPARE. */
  void record(Prepare vote) {
    prepares.record(vote.validator(), vote);
  }

  /** Records a COMMIT. */
  void record(Commit vote) {
    commits.record(vote.validator(), vote);
  }

  /** Whether own vote and {@code prepareQuorum} = q-1 PREPAREs for the proposal are here. */
  boolean hasPrepares(int prepareQuorum) {
    return voted && proposal != null && prepares.matching(proposal.binding()) >= prepareQuorum;
  }

  /** The certificate made of the proposal and q-1 PREPAREs; kept from now on with its body. */
  PreparedCertificate prepare(int prepareQuorum) {
    if (proposal == null || !hasPrepares(prepareQuorum)) {
      throw new IllegalStateException("slot %d: want a prepared slot".formatted(sequence));
    }
    Binding binding = proposal.binding();
    PreparedCertificate made =
        new PreparedCertificate(
            binding, proposal.signature(), prepares.signersOf(binding, prepareQuorum));
    keep(made);
    return made;
  }

  /** Keeps {@code prepared} with the body that the slot holds. */
  void keep(PreparedCertificate prepared) {
    if (best != null && best.certificate.binding().view() >= prepared.binding().view()) {
      throw new IllegalStateException(
          "slot %d: want a certificate of a later view".formatted(sequence));
    }
    Batch its =
        bodyOf(prepared.binding().digest())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "slot %d: want the body of the certificate".formatted(sequence)));
    best = new PreparedBatch(prepared, its);
  }

  /**
   * Makes the commit certificate if {@code quorum} COMMITs agree, whatever the slot is bound to.
   */
  void certify(int quorum) {
    if (certificate == null) {
      commits
          .agreed(quorum)
          .ifPresent(b -> certify(new CommitCertificate(b, commits.signersOf(b, quorum))));
    }
  }

  /** Takes over a commit certificate and, if it is here, the batch it names. */
  void certify(CommitCertificate proof) {
    if (certificate == null) {
      certificate = proof;
      committed = bodyOf(proof.binding().digest()).orElse(null);
    }
  }
}
