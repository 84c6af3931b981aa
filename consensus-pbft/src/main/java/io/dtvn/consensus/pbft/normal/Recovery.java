package io.dtvn.consensus.pbft.normal;

import io.dtvn.consensus.pbft.journal.JournalRecord.Accepted;
import io.dtvn.consensus.pbft.journal.JournalRecord.Prepared;
import io.dtvn.consensus.pbft.journal.Recovered;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.PreparedCertificate;
import io.dtvn.consensus.pbft.message.Signers;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.ports.spi.Event.LedgerPosition;
import java.util.List;

/**
 * Rebuilds the window from the journal, so that no vote of this life contradicts one of an earlier
 * life. Nothing is sent: peers that lack a vote say so.
 */
public final class Recovery {

  private final ReplicaState state;
  private final Proposer proposer;
  private final boolean mayVote;

  /**
   * Rebuilds {@code state}; {@code proposer} goes on behind the last own proposal.
   *
   * @param mayVote whether the journal is whole: a learner's COMMIT counts nowhere, not even here
   */
  public Recovery(ReplicaState state, Proposer proposer, boolean mayVote) {
    this.state = state;
    this.proposer = proposer;
    this.mayVote = mayVote;
  }

  /** Takes over what journal and ledger say. */
  public void restore(Recovered journal, LedgerPosition ledger) {
    if (ledger.lastExecuted() < journal.low()) {
      throw new IllegalStateException(
          "ledger: want the state of the stable checkpoint %d, found batch %d"
              .formatted(journal.low(), ledger.lastExecuted()));
    }
    state.window().moveTo(journal.low());
    state.order().startBehind(ledger.lastExecuted());
    state.pool().startWith(ledger.executed());
    proposer.startBehind(ledger.lastExecuted());
    journal.accepted().forEach(this::restore);
    journal.prepared().forEach(this::restore);
  }

  private void restore(Accepted record) {
    Slot slot = state.window().slotAt(record.sequence());
    Batch body = record.proposal().body().orElseThrow();
    slot.bind(record.proposal());
    slot.offer(body);
    slot.accept();
    slot.vote();
    if (record.vote().isPresent()) {
      slot.record(record.vote().get());
      return;
    }
    proposer.startBehind(record.sequence());
    if (record.sequence() > state.order().executed()) {
      state.pool().proposedBefore(body.bundles());
    }
  }

  private void restore(Prepared record) {
    PreparedCertificate certificate = record.certificate();
    Slot slot = state.window().slotAt(record.sequence());
    slot.keep(certificate);
    Signers prepares = certificate.prepares();
    List<Integer> members = prepares.members();
    for (int i = 0; i < members.size(); i++) {
      int member = members.get(i);
      if (slot.prepareOf(member).isEmpty()) {
        slot.record(new Prepare(certificate.binding(), member, prepares.signatures().get(i)));
      }
    }
    if (mayVote) {
      slot.record(state.seat().commit(certificate.binding()));
    }
  }
}
