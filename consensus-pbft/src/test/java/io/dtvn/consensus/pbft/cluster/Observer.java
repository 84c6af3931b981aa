package io.dtvn.consensus.pbft.cluster;

import io.dtvn.consensus.pbft.journal.JournalCodec;
import io.dtvn.consensus.pbft.journal.JournalRecord;
import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.verify.CertificateVerifier;
import io.dtvn.consensus.pbft.verify.Verifiers;
import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.EngineMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Sees everything and throws {@link Violation} at the first thing that must not be. */
final class Observer {

  private final LedgerLog ledger;
  private final VoteLog votes;
  private final CertificateVerifier certificates;
  private final Set<Integer> wiped = new HashSet<>();
  private final Set<Integer> liars = new HashSet<>();
  private final Set<Mark> marks = new TreeSet<>();
  private long restarts;
  private long steps;
  private long wallMillisMax;

  Observer(ClusterPlan plan, Network network) {
    this.ledger = new LedgerLog(network);
    this.votes = new VoteLog(network.genesis().validators(), plan.parameters().window());
    this.certificates =
        Verifiers.certificates(network.config(0, plan.timing()), network.verifier());
  }

  void lies(int member) {
    liars.add(member);
  }

  LedgerLog ledger() {
    return ledger;
  }

  long restarts() {
    return restarts;
  }

  /** What rare things correct members came across. */
  Set<Mark> marks() {
    return marks;
  }

  long steps() {
    return steps;
  }

  void onSubmitted(Bundle bundle) {
    ledger.onSubmitted(bundle);
  }

  void onCrashed(int member) {
    restarts++;
    votes.onCrashed(member);
  }

  void onWiped(int member) {
    wiped.add(member);
  }

  /** A correct sender's message was judged as a liar's. */
  void onRejected(int from, String reason, boolean byFault) {
    if (byFault && !liars.contains(from)) {
      throw new Violation("validator %d is blamed wrongly: %s".formatted(from, reason));
    }
  }

  /** An engine has taken a step; nothing of it was carried out yet. */
  void onStep(SimulatedNode node, Life life, List<Effect> effects) {
    steps++;
    if (!node.isCorrect()) {
      return;
    }
    wallMillisMax = Math.max(wallMillisMax, life.now().wallMillis());
    votes.onStep(node.member(), effects);
    for (Effect effect : effects) {
      if (effect instanceof Effect.ReportMisbehaviour(int member, String kind, _)
          && !liars.contains(member)) {
        throw new Violation("evidence: %s names the correct validator %d".formatted(kind, member));
      }
    }
  }

  /** An effect happens now: what was persisted ahead of it must be durable. */
  void onPerformed(SimulatedNode node, Effect effect) {
    if (!node.isCorrect()) {
      return;
    }
    Mark.of(effect).ifPresent(marks::add);
    votes.onLeaving(node.member(), effect);
    switch (effect) {
      case Effect.Broadcast(var message) -> checkDurable(node, message);
      case Effect.Send(_, var message) -> checkDurable(node, message);
      case Effect.Execute(var batch) -> checkDurable(node, batch);
      case Effect.Persist(var record, _) -> checkCertificates(node, JournalCodec.decode(record));
      default -> {}
    }
  }

  void onExecuted(SimulatedNode node, CommittedBatch batch, Execution execution) {
    marks.addAll(Mark.of(execution));
    ledger.onExecuted(node.member(), batch, execution, wallMillisMax);
  }

  void onCheckpoint(SimulatedNode node, long sequence, Digest root) {
    boolean first = ledger.onCheckpoint(node.member(), sequence, root);
    if (first && !node.disk().ledger().recomputedRoot().equals(root)) {
      throw new Violation("state: root at %d is not the one from scratch".formatted(sequence));
    }
  }

  /** What a replica relies on later must convince everybody else. */
  private void checkCertificates(SimulatedNode node, JournalRecord record) {
    boolean convincing =
        switch (record) {
          case JournalRecord.Prepared(var certificate) -> certificates.accepts(certificate);
          case JournalRecord.Stable(var certificate) -> certificates.accepts(certificate);
          case JournalRecord.Accepted _, JournalRecord.Learner _ -> true;
        };
    if (!convincing) {
      throw new Violation("certificate: validator %d keeps %s".formatted(node.member(), record));
    }
  }

  private void checkDurable(SimulatedNode node, EngineMessage message) {
    SimulatedDisk disk = node.disk();
    boolean durable =
        switch (message) {
          case PrePrepare vote -> disk.hasAccepted(vote.binding());
          case Prepare vote -> disk.hasAccepted(vote.binding());
          case Commit vote -> disk.hasPrepared(vote.binding());
          case Checkpoint vote -> disk.hasCheckpoint(vote.sequence());
          default -> true;
        };
    if (!durable && !wiped.contains(node.member())) {
      throw new Violation(
          "durability: validator %d sends %s before its record is durable"
              .formatted(node.member(), message));
    }
  }

  private void checkDurable(SimulatedNode node, CommittedBatch batch) {
    CommitCertificate proof = CertificateCodec.decodeCommit(batch.certificate());
    if (!certificates.accepts(proof)) {
      throw new Violation("certificate: batch %d has none".formatted(batch.sequence()));
    }
    boolean own = proof.commits().contains(node.member());
    if (own && !wiped.contains(node.member()) && !node.disk().hasPrepared(proof.binding())) {
      throw new Violation(
          "durability: validator %d executes %d before its certificate is durable"
              .formatted(node.member(), batch.sequence()));
    }
  }
}
