package io.dtvn.consensus.pbft.journal;

import io.dtvn.consensus.pbft.journal.JournalRecord.Accepted;
import io.dtvn.consensus.pbft.journal.JournalRecord.Learner;
import io.dtvn.consensus.pbft.journal.JournalRecord.Prepared;
import io.dtvn.consensus.pbft.journal.JournalRecord.Stable;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.consensus.pbft.wire.Wire;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.ports.out.PeerNetwork;
import java.util.Optional;

/** The bytes of journal records: one byte that says which, then messages and certificates. */
public final class JournalCodec {

  private static final int ACCEPTED = 1;
  private static final int PREPARED = 2;
  private static final int STABLE = 3;
  private static final int LEARNER = 4;

  private JournalCodec() {}

  /** The bytes of {@code record}. */
  public static Bytes encode(JournalRecord record) {
    CanonicalWriter out = new CanonicalWriter();
    switch (record) {
      case Accepted(PrePrepare proposal, Optional<Prepare> vote) -> {
        out.u8(ACCEPTED).bytes(Wire.encode(proposal)).bool(vote.isPresent());
        vote.ifPresent(v -> out.bytes(Wire.encode(v)));
      }
      case Prepared(var certificate) -> {
        out.u8(PREPARED);
        CertificateCodec.write(certificate, out);
      }
      case Stable(var certificate) -> {
        out.u8(STABLE);
        CertificateCodec.write(certificate, out);
      }
      case Learner(long epoch) -> out.u8(LEARNER).u64(epoch);
    }
    return out.bytes();
  }

  /**
   * The record that fills {@code encoded}.
   *
   * @throws MalformedException if the bytes are not one
   */
  public static JournalRecord decode(Bytes encoded) {
    CanonicalReader in = CanonicalReader.of(encoded);
    JournalRecord record = read(in);
    in.end();
    return record;
  }

  private static JournalRecord read(CanonicalReader in) {
    int type = in.u8();
    return switch (type) {
      case ACCEPTED -> readAccepted(in);
      case PREPARED -> new Prepared(CertificateCodec.readPrepared(in));
      case STABLE -> new Stable(CertificateCodec.readCheckpoint(in));
      case LEARNER -> new Learner(in.u64());
      default -> throw new MalformedException("journal record: want a known type, found " + type);
    };
  }

  private static Accepted readAccepted(CanonicalReader in) {
    PrePrepare proposal = readMessage(in, PrePrepare.class);
    Optional<Prepare> vote =
        in.bool() ? Optional.of(readMessage(in, Prepare.class)) : Optional.empty();
    if (proposal.body().isEmpty()) {
      throw new MalformedException("journal record: want a proposal with its body, found none");
    }
    return new Accepted(proposal, vote);
  }

  private static <M extends PbftMessage> M readMessage(CanonicalReader in, Class<M> wanted) {
    PbftMessage message = Wire.decode(in.bytes(PeerNetwork.FRAME_BYTES_MAX));
    if (!wanted.isInstance(message)) {
      throw new MalformedException(
          "journal record: want %s, found %s"
              .formatted(wanted.getSimpleName(), message.getClass().getSimpleName()));
    }
    return wanted.cast(message);
  }
}
