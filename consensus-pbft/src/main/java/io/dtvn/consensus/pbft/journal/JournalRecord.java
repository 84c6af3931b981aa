package io.dtvn.consensus.pbft.journal;

import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.PreparedCertificate;
import io.dtvn.ports.spi.Effect.Persist;
import java.util.Optional;

/** One record of the journal. {@link JournalCodec} gives its bytes. */
public sealed interface JournalRecord {

  /** The slot it concerns; 0: none. */
  long sequence();

  /** The effect that writes it. */
  default Persist persist() {
    return new Persist(JournalCodec.encode(this), sequence());
  }

  /**
   * Before PRE-PREPARE or PREPARE leaves: the accepted proposal with its body.
   *
   * @param proposal with its body
   * @param vote the own PREPARE; empty if the proposal is the own vote
   */
  record Accepted(PrePrepare proposal, Optional<Prepare> vote) implements JournalRecord {

    /** Checks that the body is there. */
    public Accepted {
      if (proposal.body().isEmpty()) {
        throw new IllegalArgumentException("accepted proposal: want its body, found none");
      }
    }

    @Override
    public long sequence() {
      return proposal.sequence();
    }
  }

  /** Before COMMIT leaves: the certificate that the COMMIT claims. */
  record Prepared(PreparedCertificate certificate) implements JournalRecord {

    @Override
    public long sequence() {
      return certificate.binding().sequence();
    }
  }

  /** Before h moves and the journal is cut: why it may. */
  record Stable(CheckpointCertificate certificate) implements JournalRecord {

    @Override
    public long sequence() {
      return 0;
    }
  }

  /** This validator may have forgotten what it signed: it does not vote in {@code epoch} again. */
  record Learner(long epoch) implements JournalRecord {

    @Override
    public long sequence() {
      return 0;
    }
  }
}
