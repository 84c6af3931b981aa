package io.dtvn.consensus.pbft.wire;

import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.Forward;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.out.PeerNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Messages as frames: version u8, type u8, the message's fields in the order of its record, nothing
 * behind them. One message has one form and one form has one message: {@code encode(decode(b))} is
 * {@code b} wherever {@code decode} succeeds. Sizes are compared with their limits before anything
 * is allocated. Signatures are not checked here.
 */
public final class Wire {

  /** First byte of everything written here; bytes of another version are refused. */
  static final int VERSION = 1;

  /** Type, binding, validator, signature: the least that a vote in a list takes. */
  private static final int VOTE_BYTES_MIN = 1 + 3 * Long.BYTES + 32 + 64;

  private static final int FRAME_BYTES_EXPECTED = 192;

  /** The order of the votes in a list, which makes sure that none stands there twice. */
  private static final Comparator<Vote> BY_PLACE =
      Comparator.comparingLong(Vote::sequence)
          .thenComparing(Wire::typeOf)
          .thenComparingLong(Vote::view);

  private Wire() {}

  /**
   * The frame of {@code message}; the limits of its parts keep it below {@link
   * PeerNetwork#FRAME_BYTES_MAX}.
   *
   * @throws IllegalArgumentException if a vote in a list has a body
   */
  public static Bytes encode(PbftMessage message) {
    CanonicalWriter out = new CanonicalWriter(FRAME_BYTES_EXPECTED);
    out.u8(VERSION).u8(typeOf(message).code());
    write(message, out);
    return out.bytes();
  }

  /** The name of the message's type. */
  public static String nameOf(PbftMessage message) {
    return typeOf(message).name();
  }

  /**
   * The message of {@code frame}.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  public static PbftMessage decode(Bytes frame) {
    if (frame.length() > PeerNetwork.FRAME_BYTES_MAX) {
      throw new MalformedException(
          "frame: want at most %d bytes, found %d"
              .formatted(PeerNetwork.FRAME_BYTES_MAX, frame.length()));
    }
    CanonicalReader in = CanonicalReader.of(frame);
    FrameType type = typeOf(in);
    PbftMessage message = read(type, in);
    in.end();
    return message;
  }

  /** Reads version and type. */
  static FrameType typeOf(CanonicalReader in) {
    int version = in.u8();
    if (version != VERSION) {
      throw new MalformedException("frame: want version %d, found %d".formatted(VERSION, version));
    }
    return FrameType.of(in.u8());
  }

  private static FrameType typeOf(PbftMessage message) {
    return switch (message) {
      case RequestMessage _ -> FrameType.REQUEST;
      case PrePrepare _ -> FrameType.PRE_PREPARE;
      case Prepare _ -> FrameType.PREPARE;
      case Commit _ -> FrameType.COMMIT;
      case Checkpoint _ -> FrameType.CHECKPOINT;
      case Forward _ -> FrameType.FORWARD;
      case Status _ -> FrameType.STATUS;
      case Fetch.Body _ -> FrameType.FETCH_BODY;
      case Fetch.StableCheckpoint _ -> FrameType.FETCH_STABLE_CHECKPOINT;
      case Fetch.VotesOfMine _ -> FrameType.FETCH_VOTES_OF_MINE;
      case Data.Body _ -> FrameType.BODY;
      case Data.StableCheckpoint _ -> FrameType.STABLE_CHECKPOINT;
      case Data.VotesOfYours _ -> FrameType.VOTES_OF_YOURS;
    };
  }

  private static void write(PbftMessage message, CanonicalWriter out) {
    switch (message) {
      case RequestMessage(Bundle bundle) -> out.bytes(bundle.encoded());
      case PrePrepare proposal -> writeProposal(proposal, out);
      case Prepare vote -> writeVote(vote, out);
      case Commit vote -> writeVote(vote, out);
      case Checkpoint vote -> {
        Fields.write(vote.state(), out);
        out.u8(vote.validator()).signature(vote.signature());
      }
      case Forward(Bundle bundle) -> out.bytes(bundle.encoded());
      case Status status -> writeStatus(status, out);
      case Fetch.Body(var digest) -> out.digest(digest);
      case Fetch.StableCheckpoint _ -> {}
      case Fetch.VotesOfMine(long nonce) -> out.bits64(nonce);
      case Data.Body(Batch batch, var certificate) -> {
        out.bytes(batch.encode()).bool(certificate.isPresent());
        certificate.ifPresent(c -> CertificateCodec.write(c, out));
      }
      case Data.StableCheckpoint(var certificate) -> CertificateCodec.write(certificate, out);
      case Data.VotesOfYours answer -> writeVotes(answer, out);
    }
  }

  private static PbftMessage read(FrameType type, CanonicalReader in) {
    return switch (type) {
      case REQUEST -> new RequestMessage(readBundle(in));
      case PRE_PREPARE -> readProposal(in);
      case PREPARE -> new Prepare(Fields.binding(in), in.u8(), in.signature());
      case COMMIT -> new Commit(Fields.binding(in), in.u8(), in.signature());
      case CHECKPOINT -> new Checkpoint(Fields.stateAt(in), in.u8(), in.signature());
      case FORWARD -> new Forward(readBundle(in));
      case STATUS -> readStatus(in);
      case FETCH_BODY -> new Fetch.Body(in.digest());
      case FETCH_STABLE_CHECKPOINT -> new Fetch.StableCheckpoint();
      case FETCH_VOTES_OF_MINE -> new Fetch.VotesOfMine(in.bits64());
      case BODY ->
          new Data.Body(
              readBatch(in),
              in.bool() ? Optional.of(CertificateCodec.readCommit(in)) : Optional.empty());
      case STABLE_CHECKPOINT -> new Data.StableCheckpoint(CertificateCodec.readCheckpoint(in));
      case VOTES_OF_YOURS -> readVotes(in);
      case PREPARED_CERTIFICATE, COMMIT_CERTIFICATE, CHECKPOINT_CERTIFICATE ->
          throw new MalformedException("frame: want a message, found " + type);
    };
  }

  private static void writeProposal(PrePrepare proposal, CanonicalWriter out) {
    Fields.write(proposal.binding(), out);
    out.signature(proposal.signature()).bool(proposal.body().isPresent());
    proposal.body().ifPresent(batch -> out.bytes(batch.encode()));
  }

  private static PrePrepare readProposal(CanonicalReader in) {
    return new PrePrepare(
        Fields.binding(in),
        in.signature(),
        in.bool() ? Optional.of(readBatch(in)) : Optional.empty());
  }

  /** Without a body, so that a proposal takes one form in a list. */
  private static void writeVote(Vote vote, CanonicalWriter out) {
    Fields.write(vote.binding(), out);
    switch (vote) {
      case PrePrepare proposal -> {
        if (proposal.body().isPresent()) {
          throw new IllegalArgumentException("list of votes: want no body, found one");
        }
      }
      case Prepare prepare -> out.u8(prepare.validator());
      case Commit commit -> out.u8(commit.validator());
    }
    out.signature(vote.signature());
  }

  private static Vote readVote(CanonicalReader in) {
    FrameType type = FrameType.of(in.u8());
    return switch (type) {
      case PRE_PREPARE -> new PrePrepare(Fields.binding(in), in.signature(), Optional.empty());
      case PREPARE -> new Prepare(Fields.binding(in), in.u8(), in.signature());
      case COMMIT -> new Commit(Fields.binding(in), in.u8(), in.signature());
      default -> throw new MalformedException("list of votes: want a vote, found " + type);
    };
  }

  private static void writeStatus(Status status, CanonicalWriter out) {
    out.u64(status.epoch())
        .u64(status.view())
        .u8(Fields.code(status.mode()))
        .u8(Fields.code(status.standing()))
        .u64(status.low())
        .u64(status.lastExecuted())
        .u64(status.certifiedTo());
    Fields.write(status.prepared(), out);
    Fields.write(status.committed(), out);
    out.bits64(status.nonce());
  }

  private static Status readStatus(CanonicalReader in) {
    return new Status(
        in.u64(),
        in.u64(),
        Fields.mode(in),
        Fields.standing(in),
        in.u64(),
        in.u64(),
        in.u64(),
        Fields.slots(in),
        Fields.slots(in),
        in.bits64());
  }

  private static void writeVotes(Data.VotesOfYours answer, CanonicalWriter out) {
    out.bits64(answer.nonce()).u32(answer.votes().size());
    for (Vote vote : answer.votes()) {
      out.u8(typeOf(vote).code());
      writeVote(vote, out);
    }
    out.bool(answer.newest().isPresent());
    answer.newest().ifPresent(c -> CertificateCodec.write(c, out));
  }

  private static Data.VotesOfYours readVotes(CanonicalReader in) {
    long nonce = in.bits64();
    int count = in.count(Data.VotesOfYours.VOTES_MAX, VOTE_BYTES_MIN);
    List<Vote> votes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Vote vote = readVote(in);
      if (i > 0 && BY_PLACE.compare(votes.getLast(), vote) >= 0) {
        throw new MalformedException(
            "list of votes: want them by sequence, kind and view, found one out of order at " + i);
      }
      votes.add(vote);
    }
    return new Data.VotesOfYours(
        nonce, votes, in.bool() ? Optional.of(CertificateCodec.readCommit(in)) : Optional.empty());
  }

  private static Bundle readBundle(CanonicalReader in) {
    return Bundle.decode(in.bytes(Bundle.BYTES_MAX));
  }

  private static Batch readBatch(CanonicalReader in) {
    return Batch.decode(in.bytes(Batch.BYTES_MAX));
  }
}
